//! `bilder.yaml`: the pictures that are published, by what right, and whether anybody can be
//! recognised in them. A tool of the editors: only who made a picture, its caption and what has to
//! be seen of it reach a page; the rest is never shown, and nothing of it is open data.

use super::Row;
use crate::base::{Date, Spanned};
use crate::document::Dataset;
use crate::yaml::{Flag, Id, LongText, record, vocabulary};

vocabulary! {
    /// Why a picture with people in it may be published.
    pub enum PictureBasis {
        /// They have said yes, and may take it back.
        Consent = "samtycke",
        /// They are paid for it, or it belongs to their work.
        Contract = "avtal",
        /// Residents need to see it, as those who answer for something in public.
        PublicInterest = "allmänt intresse",
    }
}

record! {
    /// One picture.
    pub struct Picture {
        file: Option<Spanned<String>> = "fil" [required], "Bildens fil, räknad från mappen content: om/motesplatsen/entre.jpg.";
        motif: Option<Spanned<LongText>> = "motiv", "Vad bilden visar, för er själva. Det visas aldrig. Skriv aldrig namn på den som är med.";
        maker: Option<Spanned<String>> = "upphov", "Vem som har gjort bilden: fotografen, byrån eller bildbanken. Det visas under bilden.";
        caption: Option<Spanned<LongText>> = "bildtext", "Texten under bilden. Den visas, om inget annat står på sidan.";
        focus: Option<Spanned<String>> = "fokus", "Det som måste synas när bilden beskärs: ord som överkant och höger, eller hur många procent från vänster och uppifrån.";
        right: Option<Spanned<String>> = "rättighet" [required], "Varför ni får använda bilden: egen bild, ett avtal eller licensens namn.";
        valid_until: Option<Spanned<Date>> = "giltig_till", "När rätten att använda bilden går ut.";
        people: Option<Spanned<Flag>> = "personer" [required], "ja om någon går att känna igen på bilden, annars nej. Det visas aldrig.";
        basis: Option<Spanned<PictureBasis>> = "grund", "Varför bilden får visa dem som är med. Krävs när personer är ja.";
        consent_until: Option<Spanned<Date>> = "samtycke_till", "När samtycket eller avtalet går ut. Det visas aldrig.";
    }
}

impl Row for Picture {
    const NAME: &'static str = "bild";
    const FILE: &'static str = "bilder";
    // Who may be shown, and how long, is nobody else's business.
    const DATA: Option<Dataset> = None;
    fn id(&self) -> Option<&Spanned<Id>> {
        None
    }
    fn about(&self) -> Option<Spanned<String>> {
        let file = self.file.as_ref()?;
        Some(Spanned::new(Self::path_below_content(&file.value).to_owned(), file.span))
    }
}

impl Picture {
    /// The path of a picture below `content/`, however it is written: with the folder before it,
    /// with `@/` as in links, or with a slash.
    #[must_use]
    pub fn path_below_content(written: &str) -> &str {
        let path = written.trim();
        let path = path.strip_prefix("@/").unwrap_or(path).trim_start_matches('/');
        path.strip_prefix("content/").unwrap_or(path)
    }
}
