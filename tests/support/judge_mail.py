#!/usr/bin/python3
"""Judges acknowledgements as somebody else's mail program would read them: with Python's own email package.

    judge_mail.py CASES.json

CASES.json is a list of objects: name, file (the bytes as they came over SMTP), to, from, team, short_id, and where something is known:
in_reply_to (null: none may be there), references (the last of them), subject (as decoded), language, holds and lacks (pieces of
text that the text part must or must not hold). Prints one JSON object: for each name the list of what is wrong, empty when nothing is.
Only the standard library is used, and nothing of Earshot: what it wrote is not read with its own eyes.
"""

import base64
import email
import email.header
import email.policy
import email.utils
import html.parser
import json
import re
import sys
import unicodedata

ONCE = ('Date', 'From', 'To', 'Subject', 'Message-ID', 'Auto-Submitted', 'X-Auto-Response-Suppress', 'Earshot-Loop', 'Content-Language', 'MIME-Version', 'Content-Type')
AT_MOST_ONCE = ('Reply-To', 'In-Reply-To', 'References')
SUPPRESS = ['DR', 'RN', 'NRN', 'OOF', 'AutoReply']
BIDI = set(map(chr, [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
TAGS = {'html', 'head', 'meta', 'style', 'body', 'div', 'p', 'ul', 'li', 'hr', 'strong'}
ATTRIBUTES = {'lang', 'charset', 'name', 'content', 'style', 'dir'}
VOID = {'meta', 'hr'}
BLOCKS = {'div', 'p', 'ul', 'li', 'hr'}
# RFC 5322 s.3.2.3 atext, and dot-atom
ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
ID = re.compile(r'<' + ATOMS + r'@(?:' + ATOMS + r'|\[[!-Z^-~]*\])>')
ENCODED = re.compile(r'=\?([^?\s]*)\?([^?\s]*)\?([^?\s]*)\?=')
COLUMNS = 78


def wire(raw, bad):
    """The bytes themselves (RFC 5321 s.4.5.3.1.6, RFC 5322 s.2.1.1, RFC 2045 s.2.7)."""
    if re.search(rb'\r(?!\n)|(?<!\r)\n', raw):
        bad('a bare CR or LF')
    if any(octet > 126 or (octet < 32 and octet not in (9, 10, 13)) for octet in raw):
        bad('an octet that is not plain ASCII')
    lines = raw.split(b'\r\n')
    longest = max(map(len, lines))
    if longest > 998:
        bad(f'a line of {longest} octets')
    head = raw.partition(b'\r\n\r\n')[0].split(b'\r\n')
    for line in head:
        if not re.fullmatch(rb'[!-9;-~]+: \S.*|[ \t]+\S.*', line):
            bad(f'not a header line: {line[:60]!r}')
    return head


def encoded_words(head, bad):
    """RFC 2047: whole characters, known to everybody, short, alone on their line or within 76."""
    for line in head:
        words = ENCODED.findall(line.decode('ascii', 'replace'))
        if words and len(line) > 76:
            bad(f'a line of {len(line)} with an encoded word')
        for charset, kind, text in words:
            whole = f'=?{charset}?{kind}?{text}?='
            if len(whole) > 75 or charset.lower() != 'utf-8' or kind.lower() not in ('q', 'b'):
                bad(f'an encoded word that is too long or odd: {whole}')
                continue
            try:
                octets = base64.b64decode(text, validate=True) if kind.lower() == 'b' else re.sub(
                    rb'=([0-9A-F]{2})', lambda hit: bytes.fromhex(hit[1].decode()), text.replace('_', ' ').encode())
                octets.decode('utf-8')
            except ValueError as why:
                bad(f'an encoded word that is not UTF-8: {whole}: {why}')
        if b'=?' in ENCODED.sub('', line.decode('ascii', 'replace')).encode():
            bad(f'half an encoded word: {line!r}')


def characters(where, text, bad):
    for character in sorted(set(text)):
        if character in '\n\t' and where != 'header':
            continue
        if unicodedata.category(character) in ('Cc', 'Cs', 'Co', 'Cn') or character in BIDI or character == '\ufffe':
            bad(f'{where}: U+{ord(character):04X}')


def defects(part, path, bad):
    for defect in part.defects:
        bad(f'{path}: {type(defect).__name__} {defect}')
    for name, value in part.items():
        for defect in value.defects:
            bad(f'{path} {name}: {type(defect).__name__} {defect}')
    for number, below in enumerate(part.iter_parts() if part.is_multipart() else (), 1):
        defects(below, f'{path}.{number}', bad)


def fields(mail, case, bad):
    """Which fields there are, and that the strict and the old parser agree on them."""
    known = {name.lower() for name in ONCE + AT_MOST_ONCE}
    for name in set(map(str.lower, mail.keys())) - known:
        bad(f'a field that has no business here: {name}')
    for name in ONCE:
        if len(mail.get_all(name, [])) != 1:
            bad(f'{len(mail.get_all(name, []))} of {name}')
    for name in AT_MOST_ONCE:
        if len(mail.get_all(name, [])) > 1:
            bad(f'more than one {name}')
    for name, value in mail.items():
        characters('header', str(value), bad)
    for name, value in case['plain'].items():
        decoded = str(email.header.make_header(email.header.decode_header(value.replace('\r\n', ''))))
        if name.lower() == 'subject' and decoded.strip() != str(mail[name]).strip():
            bad(f'{name} reads differently: {decoded!r} and {str(mail[name])!r}')


def addresses(mail, case, bad):
    to, sender = mail['To'], mail['From']
    if len(to.addresses) != 1 or to.groups[0].display_name is not None:
        bad(f'not one recipient: {to}')
    elif to.addresses[0].addr_spec != case['to'] or to.addresses[0].display_name:
        bad(f'to {to}, not {case["to"]}')
    if len(sender.addresses) != 1 or sender.addresses[0].addr_spec != case['from']:
        bad(f'from {sender}, not {case["from"]}')
    # The old parser, which many programs still use, must see the same addresses. It also reads the name, since before 3.12.9 the new
    # one puts blanks between neighbouring encoded words of a name (RFC 2047 s.6.2 says to ignore them).
    for name in ('From', 'To'):
        seen = email.utils.getaddresses([re.sub(r'\r\n', '', case['plain'][name])])
        literal = mail[name].addresses[0].addr_spec.endswith(']')  # which the old parser refuses since CVE-2023-27043
        if not literal and (len(seen) != 1 or seen[0][1] != mail[name].addresses[0].addr_spec):
            bad(f'{name} reads differently: {seen}')
    team = str(email.header.make_header(email.header.decode_header(email.utils.parseaddr(re.sub(r'\r\n', '', case['plain']['From']))[0])))
    if team != case['team'] or team.replace(' ', '') != sender.addresses[0].display_name.replace(' ', ''):
        bad(f'the team is {team!r} or {sender.addresses[0].display_name!r}, not {case["team"]!r}')
    if mail['Reply-To'] is not None:
        local, _, domain = case['from'].partition('@')
        answers = mail['Reply-To'].addresses
        if len(answers) != 1 or not re.fullmatch(re.escape(local) + r'\+[a-z2-7]{1,24}@' + re.escape(domain), answers[0].addr_spec):
            bad(f'Reply-To {mail["Reply-To"]}')


def ids(mail, case, bad):
    own = str(mail['Message-ID'])
    if not ID.fullmatch(own):
        bad(f'Message-ID {own}')
    parent, references = mail['In-Reply-To'], mail['References']
    if parent is not None and not ID.fullmatch(str(parent).strip()):
        bad(f'In-Reply-To {parent}')
    if 'in_reply_to' in case and (None if parent is None else str(parent).strip()) != case['in_reply_to']:
        bad(f'In-Reply-To {parent}, not {case["in_reply_to"]}')
    chain = [] if references is None else str(references).split()
    if any(not ID.fullmatch(one) for one in chain) or len(chain) > 41 or len(set(chain)) != len(chain):
        bad(f'References: {len(chain)} ids, of them {[one[:40] for one in chain if not ID.fullmatch(one)]} not valid, {len(set(chain))} distinct')
    if parent is not None and chain[-1:] != [str(parent).strip()]:
        bad('References do not end with the message that is answered')
    if case.get('references') and chain[-len(case['references']):] != case['references']:
        bad(f'References end with {chain[-len(case["references"]):]}')


def machine(mail, case, bad):
    """What tells other machines to keep quiet."""
    if str(mail['Auto-Submitted']).strip() != 'auto-replied':
        bad(f'Auto-Submitted: {mail["Auto-Submitted"]}')
    if [word.strip() for word in str(mail['X-Auto-Response-Suppress']).split(',')] != SUPPRESS:
        bad(f'X-Auto-Response-Suppress: {mail["X-Auto-Response-Suppress"]}')
    if not re.fullmatch(r'[a-z2-7]{24}', str(mail['Earshot-Loop'])):
        bad(f'Earshot-Loop: {mail["Earshot-Loop"]}')
    spoken = str(mail['Content-Language'])
    if not re.fullmatch(r'[a-z]{2}(, [a-z]{2})?', spoken):
        bad(f'Content-Language: {spoken}')
    if case.get('language') and spoken != case['language']:
        bad(f'Content-Language {spoken}, not {case["language"]}')
    date = mail['Date'].datetime
    if date is None or date.tzinfo is None or abs(date.timestamp() - case.get('about', date.timestamp())) > 600:
        bad(f'Date: {mail["Date"]}')
    if str(mail['MIME-Version']).strip() != '1.0':
        bad(f'MIME-Version: {mail["MIME-Version"]}')


def subject(mail, case, bad):
    said = str(mail['Subject'])
    if not said.startswith('Re: ') or re.match(r'Re: (?:re|aw|sv|fwd?):', said, re.I):
        bad(f'Subject: {said[:60]}')
    if not said.endswith(f' [#{case["short_id"]}]') or said.count('[#') != 1:
        bad(f'the short id {case["short_id"]} does not end the subject: {said[-60:]}')
    if len(said) > 250:
        bad(f'a subject of {len(said)} characters')
    if case.get('subject') is not None and said != f'Re: {case["subject"]} [#{case["short_id"]}]':
        bad(f'Subject is {said!r}, not {case["subject"]!r}')


class Page(html.parser.HTMLParser):
    """Collects what is shown, and what is wrong with the markup."""

    def __init__(self, bad):
        super().__init__(convert_charrefs=True)
        self.bad, self.open, self.shown = bad, [], []

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.bad(f'HTML: <{tag}>')
        for name, value in attributes:
            if name not in ATTRIBUTES or re.search(r'url\s*\(|expression|javascript:|@import', value or '', re.I):
                self.bad(f'HTML: <{tag} {name}="{value}">')
        if tag == 'meta' and 'http-equiv' in dict(attributes):
            self.bad('HTML: http-equiv')
        if tag in BLOCKS:
            self.shown.append('\n')
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.bad(f'HTML: </{tag}> within {self.open[-1:]}')
        else:
            self.open.pop()
        if tag in BLOCKS:
            self.shown.append('\n')

    def handle_data(self, data):
        if 'style' in self.open:
            if re.search(r'url\s*\(|@import|expression', data, re.I):
                self.bad('HTML: a style that fetches')
        else:
            self.shown.append(data)

    def handle_comment(self, data):
        self.bad('HTML: a comment')

    def handle_pi(self, data):
        self.bad('HTML: an instruction')

    def unknown_decl(self, data):
        self.bad('HTML: an unknown declaration')


def words(text):
    """What is said, whatever the layout: list marks, rules and blanks do not count."""
    lines = (re.sub(r'^(?:- |\* \* \*$)', '', line.strip()) for line in text.split('\n'))
    return ' '.join(' '.join(lines).split())


def text_part(text, mail, case, bad):
    for line in text.split('\n'):
        if len(line) > COLUMNS:
            bad(f'text: a line of {len(line)} columns')
        if line != line.rstrip():
            bad(f'text: blanks at the end of {line!r}')
    if not re.search(r'\b\d\d?:\d\d\b', text):
        bad('text: no time is told')
    if [line for line in text.split('\n') if line.startswith('Ref: ')] != [f'Ref: {mail["Earshot-Loop"]}'] * len(str(mail['Content-Language']).split(',')):
        bad('text: the loop token is not in its line')
    for piece in case.get('holds', []):
        if piece not in words(text):
            bad(f'text: lacks {piece!r}')
    for piece in case.get('lacks', []):
        if piece in words(text):
            bad(f'text: says {piece!r}')


def body(mail, case, bad):
    if mail.get_content_type() != 'multipart/alternative' or not mail.is_multipart():
        return bad(f'a {mail.get_content_type()}')
    parts = list(mail.iter_parts())
    if [part.get_content_type() for part in parts] != ['text/plain', 'text/html']:
        return bad(f'parts {[part.get_content_type() for part in parts]}')
    if any(part.get_content_charset() != 'utf-8' or part.get_filename() for part in parts):
        bad('a part that is not UTF-8 or has a name')
    if (mail.preamble or '').strip() or (mail.epilogue or '').strip():
        bad('something before or behind the parts')
    try:
        text, page = (part.get_payload(decode=True).decode('utf-8').replace('\r\n', '\n') for part in parts)
    except UnicodeDecodeError as why:
        return bad(f'a body that is not UTF-8: {why}')
    for where, said in (('text', text), ('html', page)):
        characters(where, said, bad)
        if '{{' in said or '}}' in said:
            bad(f'{where}: a hole of the template')
    text_part(text, mail, case, bad)
    reader = Page(bad)
    reader.feed(page)
    reader.close()
    if reader.open:
        bad(f'HTML: {reader.open} left open')
    if not page.startswith('<!DOCTYPE html>'):
        bad('HTML: no doctype')
    if re.search(r'https?:|mailto:|//', page):
        bad('HTML: a link')
    shown = ''.join(reader.shown)
    if words(shown) != words(text):
        bad(f'HTML says otherwise: {words(shown)!r}, text: {words(text)!r}')


def judge(case):
    found = []
    bad = lambda what: found.append(what) if what not in found else None
    with open(case['file'], 'rb') as file:
        raw = file.read()
    head = wire(raw, bad)
    encoded_words(head, bad)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    case['plain'] = email.message_from_bytes(raw, policy=email.policy.compat32)
    defects(mail, 'mail', bad)
    for check in (fields, addresses, ids, machine, subject, body):
        try:
            check(mail, case, bad)
        except Exception as why:  # a mail that breaks its reader is a finding, not the end of the run
            bad(f'{check.__name__}: {type(why).__name__}: {why}')
    return found


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        cases = json.load(file)
    json.dump({case['name']: judge(case) for case in cases}, sys.stdout)


if __name__ == '__main__':
    main()
