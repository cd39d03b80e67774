//! What the site has chosen about its theme, and the pictures that the theme draws.

use tera::Value;

use crate::base::Language;
use crate::config::BaseUrl;
use crate::render::picture::Pictures;
use crate::render::value::map;
use crate::theme::{self, OptionValue, Options, Tile};

/// Every option by its name; nothing where nothing is chosen.
pub(super) fn options(options: &Options, base_path: &str) -> Value {
    let entries = options.0.iter().map(|option| {
        let value = option.value.as_ref().map_or_else(Value::none, |v| value(v, base_path));
        (option.name().to_owned().into(), value)
    });
    Value::from(entries.collect::<tera::Map>())
}

/// The colours that the site has chosen itself, with the CSS variables they set.
pub(super) fn colours(options: &Options) -> Value {
    let chosen = options.0.iter().filter(|option| option.chosen.is_some());
    let colours = chosen.filter_map(|option| match (&option.value, &option.settings.property) {
        (Some(OptionValue::Colour { light, dark }), Some(property)) => Some(map(vec![
            ("property", Value::normal_string(&property.value)),
            ("light", Value::from(light.to_string())),
            ("dark", Value::from(dark.to_string())),
        ])),
        _ => None,
    });
    Value::from(colours.collect::<Vec<Value>>())
}

/// Every picture by its name, as a page in `lang` shows it; nothing where it has no address.
pub(super) fn pictures(
    declared: &theme::Pictures,
    places: &Pictures,
    base: &BaseUrl,
    (lang, first): (Language, Language),
) -> Value {
    let entries = declared.all.iter().enumerate().map(|(at, picture)| {
        let shown = places.find(at, lang, first).map(|out| {
            let href = format!("{}/{out}", base.path);
            let side = |side: Option<u32>| side.map_or_else(Value::none, Value::from);
            map(vec![
                ("permalink", Value::from(format!("{}{href}", base.origin))),
                ("href", Value::from(href)),
                ("width", side(picture.sides.map(|(width, _)| width))),
                ("height", side(picture.sides.map(|(_, height)| height))),
            ])
        });
        (picture.name.clone().into(), shown.unwrap_or_else(Value::none))
    });
    Value::from(entries.collect::<tera::Map>())
}

fn value(value: &OptionValue, base_path: &str) -> Value {
    match value {
        OptionValue::Text(text) => Value::normal_string(text),
        OptionValue::Flag(flag) => Value::from(*flag),
        OptionValue::Words(words) => {
            Value::from(words.iter().map(|word| Value::normal_string(word)).collect::<Vec<_>>())
        }
        OptionValue::Colour { light, dark } => map(vec![
            ("light", Value::from(light.to_string())),
            ("dark", Value::from(dark.to_string())),
        ]),
        OptionValue::File(address) => Value::from(format!("{base_path}{address}")),
        OptionValue::Tiles(tiles) => Value::from(tiles.iter().map(tile).collect::<Vec<Value>>()),
    }
}

fn tile(tile: &Tile) -> Value {
    let count = |number: &Option<crate::base::Spanned<crate::yaml::Count>>| {
        Value::from(number.as_ref().map_or(1, |number| u64::from(number.value.0.get())))
    };
    let id = tile.id.as_ref().map_or("", |id| id.value.as_str());
    map(vec![
        ("id", Value::normal_string(id)),
        ("column", count(&tile.column)),
        ("row", count(&tile.row)),
        ("width", count(&tile.width)),
        ("height", count(&tile.height)),
    ])
}
