//! `delwebb schema`: the fields as JSON Schema, and the set-up of an editor that uses it.

use std::path::Path;

use crate::base::{Failure, Lang, Text, nearest};
use crate::manual::{Known, Topic, editor_files, schema, topics};
use crate::write::{Put, put_file};

use super::environment::Environment;
use super::options::{Common, SchemaOptions};
use super::site::{self, Asked};
use super::{Done, Exit, Voice, print, summary};

pub(super) fn run(
    options: &SchemaOptions,
    common: &Common,
    environment: &Environment,
    voice: Voice,
) -> Done {
    let asked = match &options.topic {
        Some(word) => Some(Topic::named(word).ok_or_else(|| unknown(word))?),
        None => None,
    };
    if asked.is_none() && !options.editor {
        print(&list(voice.lang));
        return Ok(Exit::Clean);
    }
    let root = site::root(common, environment)?;
    // What is being written may refer to drafts.
    let site = site::open(&root, common, Asked { drafts: true, ..Asked::default() })?;
    let known = Known { model: &site.model };
    match asked {
        Some(topic) => print(&schema(topic, known)),
        None => set_up(&root, known, voice)?,
    }
    Ok(Exit::Clean)
}

/// What there is, one a line.
fn list(lang: Lang) -> String {
    const HEAD: Text = Text::fixed(
        "Det här går att beskriva. Ett i taget: delwebb schema NAMN\n\n",
        "This can be described. One at a time: delwebb schema NAME\n\n",
    );
    const MORE: Text = Text::fixed(
        "\nStäll in din editor för allt på en gång: delwebb schema --editor\n",
        "\nSet up your editor for all of it at once: delwebb schema --editor\n",
    );
    let names: Vec<(String, String)> =
        topics().map(|topic| (topic.name(), topic.about(lang))).collect();
    let width = names.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = names.iter().map(|(name, about)| format!("  {name:<width$}  {about}\n"));
    format!("{}{}{}", HEAD.get(lang), lines.collect::<String>(), MORE.get(lang))
}

/// Writes the files of the set-up, and says what became of each that is not a schema.
fn set_up(root: &Path, known: Known<'_>, voice: Voice) -> Result<(), Failure> {
    let lang = voice.lang;
    let mut schemas = 0;
    let mut lines = String::new();
    let mut to_add = String::new();
    for file in editor_files(known) {
        let put = put_file(root, &file.path, &file.text, file.mark)?;
        if file.is_schema {
            schemas += 1;
            continue;
        }
        let words = match put {
            Put::Written => Text::fixed("skriven", "written"),
            Put::Unchanged => Text::fixed("redan som den ska", "as it should be already"),
            Put::NotOurs => {
                to_add.push_str(&format!("\n{}:\n\n{}", file.path, file.text));
                Text::fixed("er egen, orörd", "your own, left alone")
            }
        };
        lines.push_str(&format!("  {} ({})\n", file.path, words.get(lang)));
    }
    let done = summary::done(voice);
    let head = match lang {
        Lang::Sv => format!("{done}: Visual Studio Code är inställt för webbplatsen.\n"),
        Lang::En => format!("{done}: Visual Studio Code is set up for the site.\n"),
    };
    let folder = match lang {
        Lang::Sv => format!("  .delwebb/schema/ ({schemas} scheman)\n"),
        Lang::En => format!("  .delwebb/schema/ ({schemas} schemas)\n"),
    };
    let next = Text::fixed(
        "\nGör så här:\n  1. Öppna webbplatsens mapp i Visual Studio Code.\n  \
         2. Tacka ja till tillägget YAML (redhat.vscode-yaml) när du får frågan.\n  \
         3. Register: fält och ord föreslås medan du skriver, och fel stryks under.\n  \
         4. Sidor (.md): skriv början på ett fält mellan raderna med --- och tryck Ctrl+Mellanslag.\n  \
         5. Granska allt: Terminal > Kör aktivitet > delwebb: granska. Felen hamnar under Problem.\n",
        "\nNext:\n  1. Open the site's folder in Visual Studio Code.\n  \
         2. Accept the extension YAML (redhat.vscode-yaml) when you are asked.\n  \
         3. Registers: fields and words are suggested as you type, and mistakes underlined.\n  \
         4. Pages (.md): type the beginning of a field between the lines of --- and press Ctrl+Space.\n  \
         5. Check everything: Terminal > Run Task > delwebb: granska. Findings are under Problems.\n",
    );
    print(&format!("{head}{folder}{lines}{}", next.get(lang)));
    if !to_add.is_empty() {
        let words = Text::fixed(
            "\nFör in det här själv i filerna som är era egna:\n",
            "\nAdd this yourself to the files that are your own:\n",
        );
        print(&format!("{}{to_add}", words.get(lang)));
    }
    Ok(())
}

fn unknown(word: &str) -> Failure {
    let names: Vec<String> = topics().map(Topic::name).collect();
    let meant = nearest(word, names.iter().map(String::as_str));
    let all = Text::fixed("Se allt som finns: delwebb schema", "See all there are: delwebb schema");
    let help = match meant {
        Some(meant) => Text::new(
            format!("Menade du {meant}? {}", all.sv),
            format!("Did you mean {meant}? {}", all.en),
        ),
        None => all,
    };
    Failure::new(Text::new(
        format!("Det finns inget som heter ”{word}”"),
        format!("There is nothing called “{word}”"),
    ))
    .with_help(help)
}
