//! A printed sum that the rows above it do not add up to.

use super::prelude::*;
use crate::base::Lang;
use crate::document::register::Table;

pub const RULE: Rule = Rule {
    code: "B001",
    name: "sums",
    severity: Severity::Warning,
    standing: Standing::Free,
    limit: None,
    stage: Stage::Content,
    title: Text::fixed("Summan stämmer inte", "The sum is wrong"),
    why: Text::fixed(
        "Läsaren ser båda summorna. Står det fel i avskriften ser det ut som om dokumentet har fel.",
        "Readers see both sums. If the copy is wrong, the document seems to be.",
    ),
    source: Text::fixed(
        "Saklighet: regeringsformen 1 kap. 9 §. Varje uppgift ska gå att spåra till ett dokument.",
        "Objectivity: the Instrument of Government 1:9. Every fact must be traceable to a document.",
    ),
    bad: Example::Text(&[(
        "content/register/lansstod.yaml",
        "- år: 2025\n  källa: F 4\n  summa_angiven: {budget: «1 300»}\n  poster:\n    - {post: A, budget: 1 000}\n    - {post: B, budget: 500}\n",
    )]),
    good: Example::Text(&[(
        "content/register/lansstod.yaml",
        "- år: 2025\n  källa: F 4\n  summa_angiven: {budget: 1 500}\n  poster:\n    - {post: A, budget: 1 000}\n    - {post: B, budget: 500}\n",
    )]),
    find: Find::Site(find),
};

fn find(subject: &Subject<'_>, out: &mut Findings) {
    for document in &subject.model.register_documents {
        let Table::Budgets(budgets) = &document.table else { continue };
        // A post that could not be read is missing in the sum.
        if !document.faults.is_empty() {
            continue;
        }
        let sums = budgets.iter().flat_map(|budget| budget.value.sums().map(|sum| (budget, sum)));
        for (budget, sum) in sums {
            let (Some(difference), Some(stated)) = (sum.difference(), sum.stated) else { continue };
            let Some(computed) = sum.computed else { continue };
            let year = budget.year.as_ref().map_or_else(String::new, |y| format!(" {}", y.value.0));
            let number = |lang| {
                [stated.value, computed, difference.magnitude()].map(|figure| figure.number(lang))
            };
            let ([sv, sv_sum, sv_left], [en, en_sum, en_left]) = (number(Lang::Sv), number(Lang::En));
            let key = sum.key;
            let message = Text::new(
                format!("Summan av {key}{year} står som {sv}, men posterna blir {sv_sum}. Det skiljer {sv_left}."),
                format!("The sum of {key}{year} is given as {en}, but the posts add up to {en_sum}. The difference is {en_left}."),
            );
            out.add(&document.file, stated.span, message).help(Text::fixed(
                "Jämför med dokumentet. Säger det själv olika, låt båda stå och skriv det i anmärkning:.",
                "Compare with the document. If it contradicts itself, leave both and say so in anmärkning:.",
            ));
        }
    }
}
