use crate::{
    domain::{region::PoolRule, rule::Rule},
    words::RulesWords,
};

pub(super) const WORDS: RulesWords = RulesWords {
    lead: "Elles valent dès leur modification, sur chaque nœud. Ce qui est en attente garde son échéance, et ce qui a \
           été commandé, son prix.",
    name: |rule| match rule {
        Rule::Regions => "Régions réglementées",
        Rule::Pools => "Groupes",
        Rule::Hold => "Délai d'attente",
        Rule::Attempts => "Tentatives",
        Rule::Markup => "Majoration",
    },
    hint: |rule| match rule {
        Rule::Regions => {
            "Les numéros de ces pays +1 exigent un compte vérifié. Les numéros sans frais, et les indicatifs \
             régionaux que personne ne connaît, l'exigent toujours. Ce qui est déjà en attente le reste jusqu'à ce \
             que son compte soit vérifié."
        }
        Rule::Pools => "Ce qui demande un compte vérifié avant l'achat d'un groupe.",
        Rule::Hold => "Combien de temps un achat attend l'identité de l'acheteur.",
        Rule::Attempts => "Les vérifications que Persona peut refuser avant que le compte le soit.",
        Rule::Markup => "Ce qui s'ajoute au prix de l'opérateur. Notre propre stock a ses propres prix.",
    },
    label: |rule| match rule {
        Rule::Regions => "Pays, comme US,CA,PR",
        Rule::Pools => "Un groupe exige un compte vérifié quand il contient",
        Rule::Hold => "Durée, comme 7d, 36h ou 90m",
        Rule::Attempts => "Tentatives, de 1 à 100",
        Rule::Markup => "Pourcentage, de 0 à 1000",
    },
    shown: |rule, value| match rule {
        Rule::Regions => value.replace(',', ", "),
        Rule::Pools => match value.parse() {
            Ok(PoolRule::AnyPlusOne) => "au moins un numéro +1".to_owned(),
            Ok(PoolRule::ByRegion) => "un numéro d'une région réglementée".to_owned(),
            Err(_) => value.to_owned(),
        },
        Rule::Hold | Rule::Attempts => value.to_owned(),
        Rule::Markup => format!("{value} %"),
    },
    set: "Modifiée",
    setting: "Réglage :",
    change: "Modifier",
    changed: "La règle a été modifiée, et vaut maintenant.",
    reset: "Revenir au réglage",
    was_reset: "Le réglage vaut de nouveau.",
};
