//! The words of the help of `report`, in both languages.

use crate::base::Text;

/// `report`.
pub static ABOUT: Text = Text::fixed(
    "Gör en rapport av det som webbplatsen redan vet",
    "Make a report of what the site already knows",
);
/// `report TYPE`.
pub static TYPE: Text = Text::fixed(
    "år, halvår, möte, organisation eller finansiär",
    "annual, half-year, meeting, organisation or funder",
);
/// `report TYPE`, the name of its value.
pub static VALUE: Text = Text::fixed("SLAG", "TYPE");
/// `report TYPE WHICH`.
pub static WHICH: Text = Text::fixed(
    "Året (2025), halvåret (2025-2) eller organisationens id",
    "The year (2025), the half year (2025-2) or the organisation's id",
);
/// `report TYPE WHICH`, the name of its value.
pub static WHICH_VALUE: Text = Text::fixed("VILKEN", "WHICH");
/// `report --year`.
pub static YEAR: Text = Text::fixed(
    "Året för en organisation eller finansiär",
    "The year, for an organisation or funder",
);
/// `report --year`, the name of its value.
pub static YEAR_VALUE: Text = Text::fixed("ÅR", "YEAR");
/// `report --since`.
pub static SINCE: Text = Text::fixed("Dagen för förra mötet", "The day of the last meeting");
/// `report --until`.
pub static UNTIL: Text = Text::fixed(
    "Sista dagen som underlaget gäller (annars i dag)",
    "The last day that is told of (else today)",
);
/// The name of a day's value.
pub static DAY_VALUE: Text = Text::fixed("DAG", "DAY");
/// `report --format`.
pub static FORMAT: Text = Text::fixed(
    "Filens form (annars det som --out slutar på, annars html)",
    "The form of the file (else what --out ends with, else html)",
);
/// `report --out`.
pub static OUT: Text = Text::fixed(
    "Filen som skrivs; - är rätt ut (annars rapportens titel)",
    "The file to write; - is straight out (else the report's title)",
);
/// `report --overwrite`.
pub static OVERWRITE: Text = Text::fixed(
    "Skriv över filen om den finns och är en annan",
    "Overwrite the file if it is there and is another",
);
/// `report --page`.
pub static PAGE: Text = Text::fixed(
    "Lägg rapporten som en sida på webbplatsen, att skriva vidare på",
    "Put the report on the site as a page, to go on writing on",
);
/// `report --freeze`.
pub static FREEZE: Text = Text::fixed(
    "Frys rapporten som den är antagen: den ändras inte när innehållet ändras",
    "Freeze the report as adopted: it does not change when the content does",
);
/// `report --adopted`.
pub static ADOPTED: Text = Text::fixed(
    "Dagen då rapporten antogs, när den fryses",
    "The day the report was adopted, when it is frozen",
);
/// `report --diff`.
pub static DIFF: Text = Text::fixed(
    "Visa vad som har ändrats sedan rapporten frystes",
    "Show what has changed since the report was frozen",
);
/// Examples of `report`.
pub static EXAMPLES: Text = Text::fixed(
    "Exempel:\n  delwebb report år 2025\n  delwebb report halvår 2025-2 --format docx\n  delwebb report möte --since 2025-11-01\n  delwebb report organisation ornskoldsvik --år 2025\n  delwebb report finansiär --år 2025 --out redovisning.pdf\n  delwebb report år 2025 --freeze --adopted 2026-02-13\n\nUppgifter som saknas står i en egen del, med vem som svarar för dem.",
    "Examples:\n  delwebb report annual 2025\n  delwebb report half-year 2025-2 --format docx\n  delwebb report meeting --since 2025-11-01\n  delwebb report organisation ornskoldsvik --year 2025\n  delwebb report funder --year 2025 --out account.pdf\n  delwebb report annual 2025 --freeze --adopted 2026-02-13\n\nFacts that are missing have a part of their own, with who answers for them.",
);
