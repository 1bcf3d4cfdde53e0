package E2E::Mail;

# A mail as a test writes it, and as a test reads it: just enough MIME to see what a person would.

use strict;
use warnings;
use Encode ();
use MIME::Base64 ();
use MIME::QuotedPrint ();
use POSIX ();

my $counter = 0;

# The bytes of a message with CRLF line ends. Every part can be left out:
#   from, to, subject, body      plain values; the subject is encoded when it must be
#   id                           Message-ID without <>; one of its own if not given
#   dmarc                        'pass' by default: a field as our own verifier writes it, on top; undef for none
#   fields                       ["Name: value", ...] placed before the others
#   html                         a second alternative
sub compose {
    my (%is) = @_;
    my $from = $is{from} // 'Ada Young <ada@customer.test>';
    my ($domain) = $from =~ /\@([^>\s]+)/;
    my $id = $is{id} // new_id();
    my $dmarc = exists $is{dmarc} ? $is{dmarc} : 'pass';
    my @lines;
    push @lines, "Authentication-Results: mx.example.test; dmarc=$dmarc header.from=$domain" if defined $dmarc;
    push @lines, @{$is{fields} // []};
    push @lines, 'Date: ' . ($is{date} // date()), "From: $from", 'To: ' . ($is{to} // 'support@example.test');
    push @lines, 'Subject: ' . subject_field($is{subject} // 'The export does not work') if !exists $is{subject} || defined $is{subject};
    push @lines, "Message-ID: <$id>" if $id ne '';
    my $body = Encode::encode('UTF-8', $is{body} // "Hello,\n\nsince this morning the export does not work. It stops with error 4711.\n\nAda\n");
    if (!grep {/^Content-Type:/i} @lines) {
        push @lines, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit';
    }
    my $text = join("\n", @lines, '', $body);
    $text =~ s/\r?\n/\r\n/g;
    return $text;
}

sub new_id { return sprintf 'e2e.%d.%d.%d@customer.test', time, $$, ++$counter }

sub date {
    my ($at) = @_;
    my @part = gmtime($at // time);
    return sprintf '%s, %d %s %d %02d:%02d:%02d +0000', (qw(Sun Mon Tue Wed Thu Fri Sat))[$part[6]], $part[3],
        (qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec))[$part[4]], $part[5] + 1900, @part[2, 1, 0];
}

sub subject_field {
    my ($subject) = @_;
    return $subject if $subject =~ /^[\x20-\x7e]*$/;
    return '=?UTF-8?Q?' . join('', map { /[A-Za-z0-9]/ ? chr(ord) : sprintf '=%02X', ord } split //, Encode::encode('UTF-8', $subject)) . '?=';
}

sub parse {
    my ($class, $bytes) = @_;
    my ($head, $body) = split /\r?\n\r?\n/, $bytes, 2;
    my @fields;
    for my $line (split /\r?\n/, $head // '') {
        if ($line =~ /^[ \t]/ && @fields) { $fields[-1][1] .= $line; next }
        push @fields, [$1, $2] if $line =~ /^([^:\s]+)\s*:\s?(.*)/;
    }
    return bless {bytes => $bytes, head => $head, body => $body // '', fields => \@fields}, $class;
}

# The unfolded values of a field, from the top; and the first of them, or undef.
sub fields {
    my ($self, $name) = @_;
    return map { $_->[1] =~ s/^\s+|\s+$//gr } grep { lc $_->[0] eq lc $name } @{$self->{fields}};
}
sub field { my ($self, $name) = @_; return ($self->fields($name))[0] }

sub decoded { my ($self, $name) = @_; my $value = $self->field($name); return defined $value ? Encode::decode('MIME-Header', $value) : undef }
sub id      { my ($self) = @_; return ($self->field('Message-ID') // '') =~ /<([^>]*)>/ ? $1 : '' }
sub earshot { my ($self) = @_; return map {"$_->[0]: " . $_->[1] =~ s/^\s+|\s+$//gr} grep { $_->[0] =~ /^Earshot-/i } @{$self->{fields}} }
sub answers { my ($self, $id) = @_; return index($self->field('In-Reply-To') // '', "<$id>") >= 0 }

# The address of a field without name and brackets.
sub address { my ($self, $name) = @_; my $value = $self->field($name) // ''; return $value =~ /<([^>]*)>/ ? $1 : $value }

# The decoded text of the first part of a type, or undef.
sub text {
    my ($self, $type) = @_;
    $type //= 'text/plain';
    my $is = lc($self->field('Content-Type') // 'text/plain');
    if ($is =~ m{^multipart/}) {
        my ($boundary) = ($self->field('Content-Type') // '') =~ /boundary="?([^";]+)"?/i or return;
        my @parts = split /^--\Q$boundary\E(?:--)?[ \t]*\r?\n?/m, $self->{body};
        shift @parts;
        for my $part (@parts) {
            next if $part !~ /\S/;
            my $text = E2E::Mail->parse($part)->text($type);
            return $text if defined $text;
        }
        return;
    }
    return if $is !~ /^\Q$type\E/;
    my $encoding = lc($self->field('Content-Transfer-Encoding') // '');
    my $bytes = $encoding eq 'base64' ? MIME::Base64::decode($self->{body})
        : $encoding eq 'quoted-printable' ? MIME::QuotedPrint::decode($self->{body}) : $self->{body};
    my ($charset) = ($self->field('Content-Type') // '') =~ /charset="?([^";\s]+)/i;
    my $text = eval { Encode::decode($charset // 'UTF-8', $bytes) } // $bytes;
    $text =~ s/\r\n/\n/g;
    return $text;
}

1;
