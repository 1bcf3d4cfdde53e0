# Spanish phrases, the common ones only; the form of the lines is told in lib/model_file.h, the weights in phrases.en.

fault 3.6 | no [..1] funciona/funcionan/abre/carga/arranca/imprime/responde/enciende/reconoce/conecta/aparece/sirve
fault 3.6 | no [..1] ha/han/he/hemos [..1] llegado/recibido/entregado/devuelto/reembolsado/arreglado/solucionado
fault 3.6 | no [..1] puedo/podemos/puede [..1] entrar/acceder/abrir/usar/pagar/imprimir/conectar/trabajar/ver/descargar/atender/vender
fault 3.6 | averia/averiado/averiada/averias/caido/caida/estropeado/estropeada/roto/rotos/defectuoso/defectuosa/danado/danada/bloqueado/bloqueada
fault 3.6 | error/errores/fallo/fallos/falla/fallas
fault 3.6 | un/el/este/mismo/problemas/tenemos/tengo [..1] problema/problemas
fault no | sin/ningun problema/problemas
fault 3.6 | cobrado/cobraron/cobro/cargo/cargado [..3] dos/doble/duplicado/veces/incorrecto
fault 3.6 | falta/faltan/equivocado/equivocada/incorrecto/incorrecta/erroneo/retraso/decepcionado/decepcionada/insatisfecho/queja
fault 3.6 | tenia/debia/deberia [..2] llegar/estar/haber

anger 4.4 | vergueenza/verguenza/vergonzoso/vergonzosa/inaceptable/indignante/intolerable/ridiculo/estafa/estafadores/ladrones/sinverguenzas/sinvergueenzas/inutiles/incompetentes/mierda/basura/pesimo/pesima/lamentable/indignado/indignada/furioso/furiosa
anger 4.2 | harto/harta/hartos de
anger 4.2 | tomadura de pelo
anger 4.2 | toman/tomando/tomar [..2] pelo
anger 4.2 | nunca/jamas [..2] visto/tratado/vivido
anger 4.2 | falta de respeto

anxiety 4.2 | preocupado/preocupada/preocupados/preocupa/preocupacion/miedo/angustia/angustiado/nervioso/panico
anxiety no | no [..2] preocupe/preocupes/preocupa/miedo

impact 4.2, standstill 3.8 | tienda/fabrica/produccion/empresa/oficina/negocio/almacen/restaurante/clinica/planta/linea [..3] parada/parado/paralizada/paralizado/detenida/cerrada/cerrado/bloqueada
impact 4.2, standstill 3.6 | no podemos [..2] atender/trabajar/vender/facturar/cobrar/producir/enviar/servir
impact 4.2, standstill 3.6 | nadie puede [..1] trabajar/entrar/acceder
impact 4.2 | perdiendo/perdemos/perdido/perder/pierdo/cuesta/costado [..4] dinero/clientes/ventas/euros/pedidos/horas/dia
impact 4 | clientes [..3] quejan/quejando/van/esperando/enfadados
standstill -5 | ayer/semana [..3] estaba/estuvo

urgency 3.8 | urgente/urgentemente/urgencia/inmediatamente/inmediato/cuanto/ahora antes/mismo
urgency 3.8 | urgente/urgentemente/inmediatamente
urgency no | no es urgente
urgency 3.8 | antes del/de [..1] lunes/martes/miercoles/jueves/viernes/sabado/domingo/manana/#/mediodia
urgency 3.8 | para manana/hoy
urgency 3.8 | ultimo plazo/aviso
urgency 3.8 | en # horas

churn 4.6, decided 4.4 | dar/darme/damos/doy [..2] de baja
churn 4.6, decided 4.4 | cancelar/cancelo/cancelamos/rescindir/rescindo/anular [..3] contrato/suscripcion/servicio/cuenta/poliza
churn 4.4, decided 4.2 | cambio/cambiamos/cambiar/cambiarme/cambiarnos/vamos/voy/pasamos/irme/irnos [..3] a/de/con [..2] otra/competencia/proveedor/compania
churn 4.4, decided 4.2 | otro proveedor
churn 4.2 | comparando/mirando/buscando/valorando [..4] proveedores/competencia/alternativas/ofertas/opciones
churn 4.4, decided 4.2 | no [..2] renovar/renovaremos/renovare/renovamos
churn no, decided no | como/plazo [..2] cancelar/anular [..2] pedido/cita

legal 4.6 | abogado/abogados/abogada/tribunal/tribunales/juzgado/juzgados/denuncia/demanda/consumo/ocu [..6] contactar/presentar/presentare/poner/pondre/acudir/acudire/hablar/manos/demandar/interponer
legal 4.6 | contactar/presentar/presentare/presentaremos/poner/pondre/acudir/acudire/interponer/interpondre/denunciar/denunciare/llevar/llevare/hablar/hablare/dejar [..5] abogado/abogados/abogada/tribunal/tribunales/juzgado/juzgados/denuncia/demanda/consumo/ocu/reclamaciones
legal 4.6 | acciones/medidas/via legales/legal/judicial/judiciales
legal 4.6 | voy/vamos a demandar/denunciar
legal 4.4 | agencia de proteccion

public 4.4 | resena/resenas/opinion/opiniones negativa/negativas
public 4.4 | publicar/publicare/contar/contare/compartir/compartire/escribir/dejar/avisar [..5] redes/internet/facebook/twitter/google/trustpilot/prensa/foro/todos
public no | resena positiva

manager 4.4 | hablar/pasar/contactar/comunicar [..4] responsable/supervisor/supervisora/encargado/encargada/director/jefe/gerente
manager 4.4 | su/sus supervisor/jefe/superior/superiores/director/gerente

repeat 4.4 | segunda/tercera/cuarta/quinta/enesima vez
repeat 4.4 | dos/tres/cuatro/cinco/varias/muchas/# veces
repeat no | cobrado/dos veces [..2] al/por dia/semana/mes
repeat 4.4 | mismo/misma problema/error/fallo/averia [..3] otra/que/de/vez
repeat 4.4 | ya [..2] escribi/escrito/llame/llamado/reclamado/reclame/avise/avisado
repeat 4.4 | nadie [..2] contesta/responde/respondido/contestado/llama
repeat 4.4 | sin respuesta
repeat 4.2 | otra vez [..2] caido/mal/lo/no/el/sin
repeat 4.2 | de nuevo [..2] el/no/lo/caido

broken-promise 4.4 | prometieron/prometido/prometio/aseguraron/garantizaron/promesa/aseguro [..6] que/no/y/pero
broken-promise 4.2 | como [..1] acordado/prometido
broken-promise no | como [..1] acordado/prometido [..1] adjunto/envio

identity 4.2 | quedo/quedado/quedar/queda [..2] como/mal [..2] tonto/idiota/mal/ante
security 4.6 | datos/factura/facturas/nombre/cuenta/documentos/pedidos [..3] otro/otra/otros/ajenos [..1] cliente/clientes/persona/paciente/usuario/usuarios
security 4.6 | fuga/filtracion/robo de datos
security 4.6 | cuenta/mi/nuestra [..3] hackeado/hackeada/pirateado/pirateada
security 4.6 | humo/chispas/quemado/quemada/incendio/exploto/herido/herida/calambre
security 4.6 | datos/archivos/fotos [..4] perdido/perdidos/borrado/borrados/desaparecido

gratitude 4.4 | muchas/muchisimas/mil gracias [..2] a/por [..4] ayuda/atencion/rapidez/equipo/paciencia/servicio/amabilidad/todo/su
gratitude no | gracias por [..2] atencion/adelantado/antemano/comprension
gratitude no | gracias de antemano
gratitude 4 | excelente/estupendo/estupenda/fantastico/magnifico/maravilloso/gran servicio/atencion/trabajo/equipo/ayuda/trato
gratitude 4 | enhorabuena/felicidades/felicitar

resolved 4.6 | ya/ahora [..1] funciona/funcionan
resolved no | ya/ahora no funciona
resolved 4.6 | problema/incidencia/error [..2] resuelto/solucionado/arreglado/resuelta/solucionada
resolved no | problema/incidencia [..2] no/sin [..3] resuelto/solucionado/resuelta
resolved no | dijeron/prometieron/cuando/si/no/sin [..5] resuelto/solucionado/solucionada
resolved 4.6 | pueden/puede/podeis [..1] cerrar

request.outage 4 | caido/caida/parada/averia/corte
request.defect 3 | funciona/funcionan/error/fallo/aplicacion/impresora/pantalla/programa/problema
request.billing 4 | factura/facturas/cobro/cobrado/reembolso/devolucion/pago/cargo/recibo
request.delivery 4 | pedido/paquete/envio/entrega/llegado/llegar
request.contract 4 | contrato/baja/suscripcion/renovar/poliza
request.access 4 | contrasena/acceder/entrar/acceso
request.how-to 5 | como/donde [..1] puedo/podemos/se/hago/cambio
request.praise 4 | excelente/felicitar/enhorabuena
request.privacy 4.5 | datos [..3] otro/otra/personales
# What looks like a signal and is none: where these stand, nothing speaks for it.
gratitude no | gracias de antemano
gratitude no | gracias por adelantado
gratitude no | agradecido/agradeciendo/agradezco [..1] de antemano
churn no | cancelar/anular [..2] cita/reunión/reserva/pedido/clase
legal no | abogado/abogada/notario [..2] pide/necesita/quiere [..4] copia/factura/certificado
legal no | razón social
legal no | nombre legal
public no | cinco/5 estrellas
manager no | mi/nuestro jefe/director/gerente [..3] vendrá/asistirá/también/viene
broken-promise no | anuncio/publicidad/folleto/web [..2] prometía/promete/decía/dice
repeat no | gracias de nuevo
repeat no | gracias otra vez
urgency no | cuando [..2] tiempo/rato/puedan/pueda
urgency no | no es/hay urgente/prisa
security no | formación/curso/charla/certificado/certificación [..4] seguridad/phishing
