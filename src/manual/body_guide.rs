//! What stands below the fields of a new page: a note to the writer, which no visitor sees.

use crate::document::kind::{Area, EventPage, Kind, KindInfo, News, Work};

/// Headings and questions that help, by kind.
const BY_KIND: &[(&str, &str)] = &[
    (
        Area::NAME,
        "Det brukar läsare vilja veta om ett område:\n\n\
         ## Bakgrund\n\
         Varför finns området i planen?\n\n\
         ## Vad förändras för dig?\n\
         Vad märker den som bor här, och när?\n\n\
         ## Så arbetar vi\n\
         Vilka gör vad?\n",
    ),
    (
        Work::NAME,
        "Det brukar läsare vilja veta om ett arbete:\n\n\
         ## Vad förändras för dig?\n\
         Vad blir annorlunda, för vem och när?\n\n\
         ## Så går arbetet till\n\
         Vad gör vi, och vilka är med?\n\n\
         ## Vad händer nu?\n\
         Vad är nästa steg?\n",
    ),
    (
        News::NAME,
        "Börja med det viktigaste: vad har hänt, och vad betyder det för läsaren?\n\
         Skriv sedan var, när och vilka. Sluta med vad som händer härnäst.\n",
    ),
    (
        EventPage::NAME,
        "Skriv vad som händer, vem det är till för, och hur den som vill vara med anmäler sig.\n",
    ),
];

const ANY: &str =
    "Börja med det som är viktigast för läsaren. Skriv korta stycken med egna rubriker.\n";

const MARKDOWN: &str = "\
Så skriver du:
## Rubrik                      två nummertecken och ett mellanslag
- en sak                       ett bindestreck för varje punkt i en lista
**viktigt**                    fetstil
[text](@/om/index.md)          länk till en annan sida: dess fil i content/
[text](https://exempel.se)     länk till en annan webbplats
";

/// The note of a page of `kind`.
pub(super) fn guide(kind: &KindInfo) -> String {
    let about = BY_KIND.iter().find(|(name, _)| *name == kind.name).map_or(ANY, |(_, text)| text);
    format!(
        "<!--\nSkriv sidans text under den här rutan. Ta bort rutan när du är klar; den syns inte på webbplatsen.\n\n\
         {about}\n{MARKDOWN}-->\n"
    )
}
