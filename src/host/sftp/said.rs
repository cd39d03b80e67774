//! What `ssh` says when it does not get through, in words for people: whether the server is
//! known, whether it lets us in, whether it is there at all.

use std::io;
use std::path::Path;

use crate::base::{Failure, Text, printable_line, windows};
use crate::host::{SftpPlace, Trouble, TroubleKind};

/// What a kind of trouble is told by, and what is said about it.
struct Case {
    /// Any of these, as OpenSSH writes them, whatever the language.
    told_by: &'static [&'static str],
    kind: TroubleKind,
    /// What is wrong.
    message: (&'static str, &'static str),
    /// What to do; `{host}` is how the server stands in the list of known ones.
    help: (&'static str, &'static str),
}

/// In the order in which they are looked for: a changed key also says that it is not trusted.
const CASES: [Case; 10] = [
    Case {
        told_by: &["IDENTIFICATION HAS CHANGED", "has changed and you have requested strict"],
        kind: TroubleKind::Untrusted,
        message: (
            "Servern har en annan nyckel än förut. Inget har skickats",
            "The server has another key than before. Nothing was sent",
        ),
        help: (
            "Antingen har servern bytts eller installerats om, eller så utger sig någon annan för \
             att vara den. Fråga den som sköter servern vilket fingeravtryck nyckeln ska ha. Är \
             bytet väntat: kör ”ssh-keygen -R {host}”, sedan ”ssh {login}”, jämför fingeravtrycket \
             och svara ja.",
            "Either the server was replaced or set up again, or somebody pretends to be it. Ask \
             whoever runs the server which fingerprint its key should have. If the change is \
             expected: run \"ssh-keygen -R {host}\", then \"ssh {login}\", compare the fingerprint \
             and answer yes.",
        ),
    },
    Case {
        told_by: &["REVOKED HOST KEY"],
        kind: TroubleKind::Untrusted,
        message: (
            "Serverns nyckel är spärrad. Inget har skickats",
            "The server's key is revoked. Nothing was sent",
        ),
        help: (
            "Fråga den som sköter servern efter dess nya nyckel.",
            "Ask whoever runs the server for its new key.",
        ),
    },
    Case {
        told_by: &["Host key verification failed", "host key is known for"],
        kind: TroubleKind::Untrusted,
        message: (
            "Servern är inte känd på den här datorn. Inget har skickats",
            "The server is not known on this machine. Nothing was sent",
        ),
        help: (
            "Fråga den som sköter servern vilket fingeravtryck dess nyckel har. Kör sedan ”ssh \
             {login}”, jämför fingeravtrycket och svara ja. Därefter är servern känd.",
            "Ask whoever runs the server which fingerprint its key has. Then run \"ssh {login}\", \
             compare the fingerprint and answer yes. The server is known from then on.",
        ),
    },
    Case {
        told_by: &["UNPROTECTED PRIVATE KEY", "bad permissions"],
        kind: TroubleKind::Refused,
        message: (
            "Din privata nyckel kan läsas av andra, och används därför inte",
            "Your private key can be read by others, and is therefore not used",
        ),
        help: (
            "Låt bara dig själv läsa filen: chmod 600 på nyckelfilen.",
            "Let nobody but yourself read the file: chmod 600 on the file of the key.",
        ),
    },
    Case {
        told_by: &["Permission denied (", "Too many authentication failures", "no such identity"],
        kind: TroubleKind::Refused,
        message: ("Servern släpper inte in dig", "The server does not let you in"),
        help: (
            "Kontrollera användarens namn i målet, och att din nyckel är den som servern väntar \
             sig: prova ”ssh {login}”. Lösenord används inte. Ligger nyckeln i en agent: ”ssh-add \
             -l” visar om den är med. Annars behöver den som sköter servern lägga in din publika \
             nyckel.",
            "Check the user's name in the target, and that your key is the one that the server \
             expects: try \"ssh {login}\". Passwords are not used. If the key is in an agent, \
             \"ssh-add -l\" shows whether it is there. Otherwise whoever runs the server has to \
             put your public key in.",
        ),
    },
    Case {
        told_by: &["subsystem request failed", "administratively prohibited"],
        kind: TroubleKind::Refused,
        message: ("Servern erbjuder inte SFTP", "The server does not offer SFTP"),
        help: (
            "Be den som sköter servern slå på SFTP för kontot (Subsystem sftp i sshd_config).",
            "Ask whoever runs the server to turn SFTP on for the account (Subsystem sftp in \
             sshd_config).",
        ),
    },
    Case {
        told_by: &["Could not resolve hostname"],
        kind: TroubleKind::Unreachable,
        message: ("Det finns ingen server med det namnet", "There is no server of that name"),
        help: (
            "Kontrollera namnet i målet. Stämmer det: är datorn ansluten till rätt nät eller VPN?",
            "Check the name in the target. If it is right: is the machine on the right network or \
             VPN?",
        ),
    },
    Case {
        told_by: &["Connection refused"],
        kind: TroubleKind::Unreachable,
        message: ("Ingen SSH-server svarar där", "No SSH server answers there"),
        help: (
            "Kontrollera porten i målet, och fråga den som sköter servern om den är i gång.",
            "Check the port in the target, and ask whoever runs the server whether it is up.",
        ),
    },
    Case {
        told_by: &["timed out", "No route to host", "Network is unreachable", "Timeout"],
        kind: TroubleKind::Unreachable,
        message: ("Servern svarar inte", "The server does not answer"),
        help: (
            "Är datorn ansluten till rätt nät eller VPN? En brandvägg kan också stoppa \
             anslutningen. Kör kommandot igen när nätet fungerar.",
            "Is the machine on the right network or VPN? A firewall can stop the connection too. \
             Run the command again when the network works.",
        ),
    },
    Case {
        told_by: &["Connection closed", "Connection reset", "closed by remote", "Broken pipe", ""],
        kind: TroubleKind::Unreachable,
        message: ("Anslutningen till servern bröts", "The connection to the server broke"),
        help: (
            "Kör kommandot igen: det fortsätter där det slutade. Händer det gång på gång, prova \
             ”ssh {login}” och visa den som sköter servern vad som står där.",
            "Run the command again: it goes on from where it ended. If it happens again and again, \
             try \"ssh {login}\" and show whoever runs the server what it says.",
        ),
    },
];

/// The trouble that `ssh` tells of.
pub fn trouble(place: &SftpPlace, said: &str) -> Trouble {
    let is_told = |case: &&Case| case.told_by.iter().any(|words| said.contains(words));
    let case = CASES.iter().find(is_told).unwrap_or(&CASES[CASES.len() - 1]);
    let (host, login) = (known_as(place), login(place));
    let filled = |words: &str| words.replace("{host}", &host).replace("{login}", &login);
    let address = place.address();
    let message = Text::new(
        format!("{}: {address}", case.message.0),
        format!("{}: {address}", case.message.1),
    );
    let mut failure =
        Failure::new(message).with_help(Text::new(filled(case.help.0), filled(case.help.1)));
    // The last line is the reason; those before it are what led there.
    if let Some(line) = said.lines().map(str::trim).rfind(|line| !line.is_empty()) {
        let line = printable_line(line);
        failure.cause = Some(Text::new(format!("ssh säger: {line}"), format!("ssh says: {line}")));
    }
    Trouble::new(case.kind, failure)
}

/// `ssh` itself could not be started.
pub fn no_ssh(error: &io::Error) -> Trouble {
    let message = Text::fixed(
        "Programmet ssh kunde inte startas. Det behövs för att publicera med SFTP",
        "The program ssh could not be started. It is needed for publishing over SFTP",
    );
    let mut failure = Failure::io(message, Path::new("ssh"), error);
    failure.help = Some(Text::fixed(
        "Installera OpenSSH: paketet openssh-client i Linux, ”OpenSSH-klient” bland Windows valfria \
         funktioner. På macOS finns det redan.",
        "Install OpenSSH: the package openssh-client on Linux, \"OpenSSH Client\" among Windows' \
         optional features. macOS has it.",
    ));
    Trouble::new(TroubleKind::Other, failure)
}

/// What the server is called in the list of known ones, and which list that is when it is not the
/// usual one, as words of a command line.
fn known_as(place: &SftpPlace) -> String {
    let name = match place.port {
        None | Some(22) => place.host.clone(),
        Some(port) => format!("'[{}]:{port}'", place.host),
    };
    match &place.known_hosts {
        Some(list) => format!("{name} -f {}", word(list)),
        None => name,
    }
}

/// What is written after `ssh` to get to the same place by hand, with the same key and list.
fn login(place: &SftpPlace) -> String {
    let known = place.known_hosts.as_ref();
    let known = known.map(|list| format!("-o UserKnownHostsFile={} ", word(list)));
    let key = place.identity.as_ref().map(|key| format!("-i {} ", word(key)));
    let port = place.port.map(|port| format!("-p {port} "));
    let user = place.user.as_ref().map(|user| format!("{user}@"));
    let all = [known, key, port, user].map(Option::unwrap_or_default).concat();
    format!("{all}{}", place.host)
}

/// A file as one word of a command line.
fn word(file: &Path) -> String {
    let shown = windows::shown(&file.display().to_string());
    if shown.contains(char::is_whitespace) { format!("'{shown}'") } else { shown }
}
