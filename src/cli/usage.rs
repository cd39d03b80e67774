//! The words of the help, in both languages: one entry per command and option.

use crate::base::Text;

/// The program.
pub static PROGRAM: Text = Text::fixed(
    "Gör en snabb och tillgänglig webbplats av Markdown och register.",
    "Makes a fast and accessible website from Markdown and registers.",
);
/// `build`.
pub static BUILD: Text = Text::fixed("Bygg webbplatsen", "Build the site");
/// `check`.
pub static CHECK: Text =
    Text::fixed("Granska innehållet utan att skriva något", "Check the content and write nothing");
/// `init`.
pub static INIT: Text = Text::fixed(
    "Gör en liten färdig webbplats att börja från",
    "Make a small complete site to start from",
);
/// `init DIR`.
pub static INIT_DIR: Text =
    Text::fixed("Mappen för den nya webbplatsen", "The folder of the new site");
/// `--root`.
pub static ROOT: Text = Text::fixed(
    "Webbplatsens mapp (annars närmaste mapp uppåt med content/site.yaml)",
    "The site's folder (else the nearest one upwards with content/site.yaml)",
);
/// `--lang`.
pub static LANG: Text = Text::fixed("Språk för meddelanden", "Language of messages");
/// `--now`.
pub static NOW: Text = Text::fixed(
    "Räkna som om klockan vore detta: 2026-01-24 eller 2026-01-24T08:00:00Z",
    "Act as if the time were this: 2026-01-24 or 2026-01-24T08:00:00Z",
);
/// `--color`.
pub static COLOUR: Text =
    Text::fixed("Färger i terminalen (annars auto)", "Colours in the terminal (else auto)");
/// `--out`.
pub static OUT: Text =
    Text::fixed("Mappen att bygga till (annars public)", "The folder to build to (else public)");
/// `--theme`.
pub static THEME: Text =
    Text::fixed("Ett annat tema än site.yaml säger", "Another theme than site.yaml says");
/// `--drafts`.
pub static DRAFTS: Text = Text::fixed("Ta med utkast", "Include drafts");
/// `--base-url`.
pub static BASE_URL: Text =
    Text::fixed("En annan adress än site.yaml säger", "Another address than site.yaml says");
/// `--jobs`.
pub static JOBS: Text =
    Text::fixed("Så många trådar (annars en per kärna)", "This many threads (else one per core)");
/// `--minify`.
pub static MINIFY: Text =
    Text::fixed("Ta bort blanktecken som ingen ser", "Take out white space that nobody sees");
/// `--strict`.
pub static STRICT: Text = Text::fixed("Räkna varningar som fel", "Count warnings as errors");
/// `--format`.
pub static FORMAT: Text =
    Text::fixed("Hur fynden visas (annars text)", "How findings are shown (else text)");
/// `--help`.
pub static HELP: Text = Text::fixed("Visa den här hjälpen", "Show this help");
/// `--version`.
pub static VERSION: Text = Text::fixed("Visa programmets version", "Show the program's version");
/// Heading of the usage line.
pub static USAGE: Text = Text::fixed("Användning", "Usage");
/// Heading of the commands.
pub static COMMANDS: Text = Text::fixed("Kommandon", "Commands");
/// Heading of the options.
pub static OPTIONS: Text = Text::fixed("Flaggor", "Options");
/// Heading of the arguments.
pub static ARGUMENTS: Text = Text::fixed("Argument", "Arguments");
/// What stands for a command in the usage line.
pub static COMMAND: Text = Text::fixed("kommando", "command");
/// What stands for a folder.
pub static DIR_VALUE: Text = Text::fixed("MAPP", "DIR");
/// What stands for a name.
pub static NAME_VALUE: Text = Text::fixed("NAMN", "NAME");
/// What stands for an address.
pub static URL_VALUE: Text = Text::fixed("ADRESS", "URL");
/// What stands for a count.
pub static COUNT_VALUE: Text = Text::fixed("ANTAL", "N");
/// What stands for a time.
pub static TIME_VALUE: Text = Text::fixed("TID", "TIME");
