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
/// `hosting`.
pub static HOSTING: Text = Text::fixed(
    "Skriv ut inställningar för webbservern, gjorda av webbplatsen",
    "Print settings for the web server, made of the site",
);
/// `hosting SERVER`.
pub static HOSTING_SERVER: Text = Text::fixed(
    "nginx, apache, caddy eller headers (filerna _headers och _redirects)",
    "nginx, apache, caddy or headers (the files _headers and _redirects)",
);
/// `hosting --folder`.
pub static HOSTING_FOLDER: Text = Text::fixed(
    "Mappen på servern som delwebb publish skriver i (annars /srv/delwebb)",
    "The folder on the server that delwebb publish writes in (else /srv/delwebb)",
);
/// `hosting --certificate`.
pub static HOSTING_CERTIFICATE: Text = Text::fixed(
    "Fil på servern med certifikatet och hela kedjan",
    "File on the server with the certificate and its chain",
);
/// `hosting --key`.
pub static HOSTING_KEY: Text =
    Text::fixed("Fil på servern med certifikatets nyckel", "File on the server with its key");
/// Examples of `hosting`.
pub static HOSTING_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb hosting nginx > webbplats.conf\n  delwebb hosting apache --folder /var/www/vard > vard.conf\n\nGör om filen när webbplatsens tema, adress eller gamla adresser (aliases) har ändrats.",
    "Examples:\n  delwebb hosting nginx > site.conf\n  delwebb hosting apache --folder /var/www/care > care.conf\n\nMake the file again when the site's theme, address or old addresses (aliases) have changed.",
);
/// `init`.
pub static INIT: Text = Text::fixed(
    "Gör en liten färdig webbplats att börja från",
    "Make a small complete site to start from",
);
/// `new`.
pub static NEW: Text = Text::fixed(
    "Gör en ny sida med alla fält förklarade",
    "Make a new page with every field explained",
);
/// `new KIND`.
pub static NEW_KIND: Text = Text::fixed(
    "område, projekt, nyhet, händelse eller sida",
    "area, project, news, event or page",
);
/// `new TITLE`.
pub static NEW_TITLE: Text = Text::fixed(
    "Sidans titel inom citattecken; filens namn görs av den",
    "The page's title in quotes; the file's name is made of it",
);
/// `new --folder`.
pub static FOLDER: Text = Text::fixed(
    "En annan mapp i content/ än den vanliga (för sida: om)",
    "Another folder in content/ than the usual one (for page: om)",
);
/// Examples of `new`.
pub static NEW_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb new nyhet \"Nytt stöd i hemmet\"\n  delwebb new projekt \"Stöd på distans\"\n  delwebb new sida \"Så följer vi upp\" --folder om/uppfoljning\n\nSidan blir ett utkast. En fil som finns skrivs aldrig över.",
    "Examples:\n  delwebb new news \"New support at home\"\n  delwebb new project \"Support at a distance\"\n  delwebb new page \"How we follow up\" --folder om/uppfoljning\n\nThe page is a draft. A file that is there is never overwritten.",
);
/// `explain`.
pub static EXPLAIN: Text = Text::fixed(
    "Förklara ett fel: vad, varför, ett dåligt och ett bra exempel",
    "Explain a finding: what, why, a bad and a good example",
);
/// `explain CODE`.
pub static EXPLAIN_CODE: Text = Text::fixed(
    "Felets kod eller namn: Y003 eller unknown-key (utan kod: alla koder)",
    "The finding's code or name: Y003 or unknown-key (without: all codes)",
);
/// `explain --all`.
pub static ALL: Text = Text::fixed("Förklara alla", "Explain all");
/// Examples of `explain`.
pub static EXPLAIN_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb explain           alla koder, en på varje rad\n  delwebb explain Y003      en av dem",
    "Examples:\n  delwebb explain           all codes, one a line\n  delwebb explain Y003      one of them",
);
/// `schema`.
pub static SCHEMA: Text = Text::fixed(
    "Beskriv fälten så att en editor kan hjälpa till (JSON Schema)",
    "Describe the fields so that an editor can help (JSON Schema)",
);
/// `schema TOPIC`.
pub static SCHEMA_TOPIC: Text = Text::fixed(
    "Ett slag av sida eller ett register (utan namn: alla som finns)",
    "A kind of page or a register (without: all there are)",
);
/// `schema --editor`.
pub static EDITOR: Text = Text::fixed(
    "Ställ in Visual Studio Code för den här webbplatsen",
    "Set up Visual Studio Code for this site",
);
/// Examples of `schema`.
pub static SCHEMA_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb schema --editor             skriv .vscode/ och .delwebb/schema/\n  delwebb schema grupper              skriv ut schemat för ett register\n\nKör delwebb schema --editor igen när registren har fått nya rader.",
    "Examples:\n  delwebb schema --editor             write .vscode/ and .delwebb/schema/\n  delwebb schema grupper              print the schema of a register\n\nRun delwebb schema --editor again when the registers have new rows.",
);
/// `completions`.
pub static COMPLETIONS: Text = Text::fixed(
    "Låt terminalen fylla i kommandon med tabb",
    "Let the terminal complete commands with tab",
);
/// `completions SHELL`.
pub static COMPLETIONS_SHELL: Text = Text::fixed(
    "bash, zsh, fish, powershell eller elvish",
    "bash, zsh, fish, powershell or elvish",
);
/// Where completions go.
pub static COMPLETIONS_PLACES: Text = Text::fixed(
    "Kör raden för din terminal en gång och öppna sedan en ny:\n  bash         mkdir -p ~/.local/share/bash-completion/completions &&\n               delwebb completions bash > ~/.local/share/bash-completion/completions/delwebb\n  zsh          mkdir -p ~/.zfunc && delwebb completions zsh > ~/.zfunc/_delwebb\n               och i ~/.zshrc, före compinit: fpath=(~/.zfunc $fpath)\n  fish         delwebb completions fish > ~/.config/fish/completions/delwebb.fish\n  powershell   delwebb completions powershell > $HOME\\delwebb.ps1\n               och i filen $PROFILE: . $HOME\\delwebb.ps1\n  elvish       delwebb completions elvish >> ~/.config/elvish/rc.elv",
    "Run the line for your terminal once, then open a new one:\n  bash         mkdir -p ~/.local/share/bash-completion/completions &&\n               delwebb completions bash > ~/.local/share/bash-completion/completions/delwebb\n  zsh          mkdir -p ~/.zfunc && delwebb completions zsh > ~/.zfunc/_delwebb\n               and in ~/.zshrc, before compinit: fpath=(~/.zfunc $fpath)\n  fish         delwebb completions fish > ~/.config/fish/completions/delwebb.fish\n  powershell   delwebb completions powershell > $HOME\\delwebb.ps1\n               and in the file $PROFILE: . $HOME\\delwebb.ps1\n  elvish       delwebb completions elvish >> ~/.config/elvish/rc.elv",
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
/// `publish`.
pub static PUBLISH: Text = Text::fixed(
    "Visa vad som blir annorlunda, och publicera webbplatsen",
    "Show what will be different, and publish the site",
);
/// What stands for a target.
pub static TARGET_VALUE: Text = Text::fixed("MÅL", "TARGET");
/// `publish TARGET`.
pub static TARGET: Text = Text::fixed(
    "Målets namn i site.yaml (utan mål där: mappen .publicerat)",
    "The target's name in site.yaml (without targets there: the folder .publicerat)",
);
/// `--dry-run`.
pub static DRY_RUN: Text =
    Text::fixed("Visa skillnaden och skicka ingenting", "Show the difference and send nothing");
/// `publish --yes`.
pub static PUBLISH_YES: Text = Text::fixed("Publicera utan att fråga", "Publish without asking");
/// `--summary`.
pub static SUMMARY: Text = Text::fixed(
    "Skriv skillnaden till en fil: .html för webbläsaren, annars Markdown",
    "Write the difference to a file: .html for a browser, else Markdown",
);
/// What stands for a release.
pub static RELEASE_VALUE: Text = Text::fixed("UTGÅVA", "RELEASE");
/// `--rollback`.
pub static ROLLBACK: Text = Text::fixed(
    "Visa en äldre utgåva igen (utan namn: den förra)",
    "Show an older release again (without a name: the one before)",
);
/// `--list`.
pub static LIST: Text =
    Text::fixed("Lista utgåvorna som går att gå tillbaka till", "List the releases to go back to");
/// `--if-due`.
pub static IF_DUE: Text = Text::fixed(
    "Publicera bara om dagen för publiceras: eller avpubliceras: har kommit",
    "Publish only if the day of publiceras: or avpubliceras: has come",
);
/// `--allow-removals`.
pub static ALLOW_REMOVALS: Text = Text::fixed(
    "Tillåt att fler än var femte sida tas bort",
    "Allow more than every fifth page to be removed",
);
/// `--overwrite`.
pub static OVERWRITE: Text = Text::fixed(
    "Skriv över det som andra har ändrat eller publicerat",
    "Overwrite what others have changed or published",
);
/// Examples of `publish`.
pub static PUBLISH_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb publish --dry-run               se vad som blir annorlunda\n  delwebb publish skarp                   publicera till målet skarp\n  delwebb publish skarp --rollback        gå tillbaka till den förra utgåvan\n  delwebb publish skarp --if-due --yes    för en schemalagd körning",
    "Examples:\n  delwebb publish --dry-run               see what will be different\n  delwebb publish live                    publish to the target live\n  delwebb publish live --rollback         go back to the release before\n  delwebb publish live --if-due --yes     for a scheduled run",
);
/// `serve`.
pub static SERVE: Text = Text::fixed(
    "Visa webbplatsen i webbläsaren medan du skriver",
    "Show the site in the browser while you write",
);
/// The value of `--port`.
pub static PORT_VALUE: Text = Text::fixed("NUMMER", "NUMBER");
/// `--port`.
pub static PORT: Text = Text::fixed(
    "Porten. Är den upptagen tas nästa lediga",
    "The port. If it is taken, the next free one is used",
);
/// The value of `--host`.
pub static HOST_VALUE: Text = Text::fixed("ADRESS", "ADDRESS");
/// `--host`.
pub static HOST: Text = Text::fixed(
    "Var sidorna ska gå att nå. 127.0.0.1 är bara den här datorn",
    "Where the pages can be reached. 127.0.0.1 is this machine only",
);
/// What stands for how an editor is called.
pub static LINK_VALUE: Text = Text::fixed("LÄNK", "LINK");
/// `--editor` of `serve`.
pub static EDITOR_LINK: Text = Text::fixed(
    "Hur en rad öppnas från sidan: vscode, copy eller en länk med {file}, {line} och {column}",
    "How a line is opened from the page: vscode, copy or a link with {file}, {line} and {column}",
);
/// `--open`.
pub static OPEN: Text = Text::fixed("Öppna webbläsaren", "Open the browser");
/// `--no-drafts`.
pub static NO_DRAFTS: Text = Text::fixed("Visa inte utkast", "Leave drafts out");
/// `--poll`.
pub static POLL: Text = Text::fixed(
    "Se själv efter om filer har ändrats. För nätverksdiskar, som inte säger till",
    "Look whether files have changed. For network disks, which do not tell",
);
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
/// The value that stands for files, folders and pages.
pub static PATHS_VALUE: Text = Text::fixed("SÖKVÄG", "PATH");
/// What `check` looks at.
pub static PATHS: Text = Text::fixed(
    "Filer, mappar eller sidors adresser att granska (annars allt)",
    "Files, folders or addresses of pages to check (else everything)",
);
/// The value that stands for rules.
pub static CODES_VALUE: Text = Text::fixed("KODER", "CODES");
/// `--only`.
pub static ONLY: Text = Text::fixed(
    "Bara de här reglerna: kod, namn eller första bokstav, med komma emellan",
    "Only these rules: code, name or first letter, with commas between",
);
/// `--allow`.
pub static ALLOW: Text = Text::fixed("Alla regler utom de här", "All rules but these");
/// `--level`.
pub static LEVEL: Text =
    Text::fixed("Visa bara fynd som är minst så allvarliga", "Show findings at least this serious");
/// `check --external`.
pub static EXTERNAL: Text = Text::fixed(
    "Fråga också andra webbplatser om det som länkas till finns kvar",
    "Also ask other sites whether what is linked to is still there",
);
/// `--fix`.
pub static FIX: Text = Text::fixed(
    "Rätta det som bara kan rättas på ett sätt. Visar ändringarna och frågar först",
    "Mend what can be mended in one way only. Shows the changes and asks first",
);
/// `--yes`.
pub static YES: Text = Text::fixed("Rätta utan att fråga", "Mend without asking");
/// `--write-baseline`.
pub static WRITE_BASELINE: Text = Text::fixed(
    "Skriv dagens varningar och tips till content/baslinje.yaml, så att bara nya visas",
    "Write today's warnings and hints to content/baslinje.yaml, so that only new ones show",
);
/// How `check` is used.
pub static CHECK_EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb check                     allt\n  delwebb check content/nyheter     en mapp\n  delwebb check --only S            bara språket\n  delwebb check --format html > granskning.html",
    "Examples:\n  delwebb check                     everything\n  delwebb check content/nyheter     one folder\n  delwebb check --only S            language only\n  delwebb check --format html > report.html",
);
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
/// Heading of the options that most commands have.
pub static COMMON: Text = Text::fixed("Gemensamma flaggor", "Common options");
/// Below the help of the program.
pub static MORE: Text = Text::fixed(
    "Hjälp om ett kommando: delwebb new --help",
    "Help on a command: delwebb new --help",
);
/// What stands for a kind of page.
pub static KIND_VALUE: Text = Text::fixed("SLAG", "KIND");
/// What stands for a title.
pub static TITLE_VALUE: Text = Text::fixed("TITEL", "TITLE");
/// What stands for a code.
pub static CODE_VALUE: Text = Text::fixed("KOD", "CODE");
/// What stands for a shell.
pub static SHELL_VALUE: Text = Text::fixed("SKAL", "SHELL");
/// What stands for a command in the usage line.
pub static COMMAND: Text = Text::fixed("kommando", "command");
/// What stands for a web server.
pub static SERVER_VALUE: Text = Text::fixed("SERVER", "SERVER");
/// What stands for a file.
pub static FILE_VALUE: Text = Text::fixed("FIL", "FILE");
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
