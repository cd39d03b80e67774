//! The comments that the configurations of all servers share, for whoever runs the server.

use crate::base::Text;

use super::site::Hosted;

/// What the file is, where it goes, and how it is tried.
pub(super) fn head(server: &str, site: &Hosted, place: &str, reload: &str) -> Text {
    let address = site.address("/");
    let root = site.root();
    Text::new(
        format!(
            "{address} – inställningar för {server}, gjorda av: delwebb hosting {server}\n\
             Lägg filen i {place} och kör: {reload}\n\
             Gör om filen när webbplatsens tema, adress eller gamla adresser (aliases) har ändrats.\n\
             \n\
             {root} är en länk till den version som besökarna ser. delwebb publish byter den."
        ),
        format!(
            "{address} – settings for {server}, made by: delwebb hosting {server}\n\
             Put the file in {place} and run: {reload}\n\
             Make it again when the site's theme, address or old addresses (aliases) have changed.\n\
             \n\
             {root} is a link to the version that visitors see. delwebb publish changes it."
        ),
    )
}

/// What is kept, and how long.
pub(super) const fn cache() -> Text {
    Text::fixed(
        "Så länge får webbläsare spara en fil. Temats filer har sitt innehåll i namnet och kan sparas\n\
         hur länge som helst. Sidor hämtas på nytt efter en minut.",
        "For so long browsers may keep a file. The theme's files have their content in their names and\n\
         can be kept for ever. Pages are fetched again after a minute.",
    )
}

/// What browsers may do.
pub(super) const fn policy() -> Text {
    Text::fixed(
        "Det här får webbläsaren hämta och köra på webbplatsens sidor, och inget annat (CSP).\n\
         Raderna sha256-… är stilar och skript som står i sidorna just nu: gör om filen när temat ändras.",
        "This a browser may fetch and run on the site's pages, and nothing else (CSP).\n\
         Those called sha256-… are styles and scripts that stand in the pages now: make the file again\n\
         when the theme changes.",
    )
}

/// What every answer says.
pub(super) const fn headers() -> Text {
    Text::fixed(
        "Säger åt webbläsaren: bara https (HSTS), lita på filtypen, skicka inte hela adressen till andra,\n\
         ingen kamera eller plats, visa inte sidan i en ram hos någon annan.",
        "Tells browsers: https only (HSTS), trust the type, send no whole addresses to others, no camera\n\
         or place, do not show the page in a frame of somebody else's.",
    )
}

/// Files beside.
pub(super) const fn compressed() -> Text {
    Text::fixed(
        "Filer som redan är packade när webbplatsen publiceras: index.html.gz och index.html.br.",
        "Files that are packed when the site is published: index.html.gz and index.html.br.",
    )
}

/// Files that nobody sees.
pub(super) const fn hidden() -> Text {
    Text::fixed(
        "Filer med punkt först visas inte, men säkerhetskontakten (security.txt) gör det.",
        "Files with a dot first are not shown, but the security contact (security.txt) is.",
    )
}

/// Old addresses.
pub(super) const fn moved() -> Text {
    Text::fixed(
        "Gamla adresser (aliases) leder dit sidan finns nu.",
        "Old addresses (aliases) lead to where the page is now.",
    )
}

/// Addresses of pages.
pub(super) const fn folders() -> Text {
    Text::fixed(
        "En sida har en enda adress, med snedstreck sist: /om och /om/index.html leder till /om/.",
        "A page has one address, with a slash last: /om and /om/index.html lead to /om/.",
    )
}

/// What to change before the file is used.
pub(super) const fn certificate() -> Text {
    Text::fixed(
        "BYT UT: ditt certifikat med hela kedjan, och dess nyckel.",
        "CHANGE: your certificate with its chain, and its key.",
    )
}

/// What else may be on the same host.
pub(super) fn part_of_host(site: &Hosted) -> Text {
    if site.base.path.is_empty() {
        return Text::fixed(
            "Allt som hör till webbplatsen:",
            "Everything that belongs to the site:",
        );
    }
    let path = &site.base.path;
    Text::new(
        format!(
            "Webbplatsen är en del ({path}/) av sin värd. Finns värden redan på servern: flytta raderna\n\
             härifrån till slutet dit, och lämna resten."
        ),
        format!(
            "The site is a part ({path}/) of its host. If the host is on the server already: move the\n\
             lines from here to the end there, and leave the rest."
        ),
    )
}
