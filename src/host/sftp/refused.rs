//! What a server answers when it says no, in words for people.

use std::path::Path;

use openssh_sftp_client::error::SftpErrorKind;

use crate::base::{Failure, Text, printable_line};
use crate::host::{SftpPlace, Trouble, TroubleKind};

use super::line::Refusal;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Read,
    Write,
}

/// The trouble that a refusal is. `room` is how much the disk has left, when the server tells.
pub fn trouble(
    place: &SftpPlace,
    path: &str,
    wish: Wish,
    refusal: &Refusal,
    room: Option<u64>,
) -> Trouble {
    let message = match wish {
        Wish::Read => Text::fixed("Kan inte läsa på servern", "Cannot read on the server"),
        Wish::Write => Text::fixed("Kan inte skriva på servern", "Cannot write on the server"),
    };
    let address =
        if path.is_empty() { place.address() } else { format!("{}/{path}", place.address()) };
    let (kind, cause, help) = reasons(wish, refusal, room);
    let mut failure = Failure::new(message).at(Path::new(&address)).with_help(help);
    failure.cause = Some(cause);
    Trouble::new(kind, failure)
}

/// What kind it is, why, and what to do about it.
fn reasons(wish: Wish, refusal: &Refusal, room: Option<u64>) -> (TroubleKind, Text, Text) {
    let said = refusal.words.to_lowercase();
    let is_full = room.is_some_and(|room| room < LITTLE)
        || ["no space", "disk full", "quota"].iter().any(|words| said.contains(words));
    if wish == Wish::Write && is_full {
        return (
            TroubleKind::Full,
            Text::fixed(
                "Disken på servern är full, eller ditt utrymme där är slut.",
                "The disk on the server is full, or your share of it is used up.",
            ),
            Text::fixed(
                "Be den som sköter servern om mer plats, eller spara färre gamla utgåvor \
                 (”behåll” i målet). Besökarna ser fortfarande den gamla webbplatsen.",
                "Ask whoever runs the server for more room, or keep fewer old releases (\"behåll\" \
                 in the target). Visitors still see the old site.",
            ),
        );
    }
    match refusal.kind {
        SftpErrorKind::PermDenied => (
            TroubleKind::Refused,
            Text::fixed(
                "Ditt konto har inte behörighet till det.",
                "Your account is not allowed to.",
            ),
            Text::fixed(
                "Be den som sköter servern om behörighet för kontot till mappen, eller ange en \
                 annan mapp i målet.",
                "Ask whoever runs the server to give the account rights to the folder, or name \
                 another folder in the target.",
            ),
        ),
        SftpErrorKind::NoSuchFile => (
            TroubleKind::Other,
            Text::fixed("Mappen eller filen finns inte.", "The folder or file does not exist."),
            Text::fixed(
                "Kontrollera mappen i målet. På många servrar är kontot instängt i en egen mapp, \
                 och sökvägar räknas från den.",
                "Check the folder in the target. On many servers the account is shut into a folder \
                 of its own, and paths count from there.",
            ),
        ),
        SftpErrorKind::OpUnsupported => (
            TroubleKind::Refused,
            Text::fixed("Servern kan inte göra det.", "The server cannot do that."),
            Text::fixed(
                "Servern är ställd så, eller är för gammal. Fråga den som sköter den.",
                "The server is set up so, or too old. Ask whoever runs it.",
            ),
        ),
        _ => (TroubleKind::Other, said_so(&refusal.words), other(wish)),
    }
}

fn said_so(words: &str) -> Text {
    let words = printable_line(words);
    Text::new(format!("Servern säger bara: {words}"), format!("The server says only: {words}"))
}

fn other(wish: Wish) -> Text {
    match wish {
        Wish::Read => Text::fixed(
            "Kör kommandot igen. Händer det igen, fråga den som sköter servern.",
            "Run the command again. If it happens again, ask whoever runs the server.",
        ),
        Wish::Write => Text::fixed(
            "Det vanligaste är att disken är full, att kontots utrymme är slut eller att något \
             annat har samma namn. Fråga den som sköter servern.",
            "Usually the disk is full, the account's share of it used up, or something else has \
             the name. Ask whoever runs the server.",
        ),
    }
}

/// With less than this many bytes left, a write that failed failed for want of room: no more
/// than what is sent at once.
const LITTLE: u64 = 1 << 20;
