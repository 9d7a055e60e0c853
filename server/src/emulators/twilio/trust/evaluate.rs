//! What a bundle must hold before it can be sent, and what it does not.

use serde_json::{Value, json};

use super::paper::{Bundle, Drawer, Item, Papers, Shelf, Stage};
use crate::emulators::clock::Millis;

/// Twilio's own ids of what bundles must hold.
const PRIMARY: &str = "RN6433641899984f951173ef1738c3bdd0";
const BUSINESS: &str = "RNdfbf3fae0e1107f8aded0e7cead80bf5";
const A2P: &str = "RNb0d4771c2c98518d916a3d4cd70a8f8b";
const CNAM: &str = "RNf3db3cd1fe25fcfd3c3ded065c8fea53";
const SHAKEN_STIR: &str = "RN7a97559effdf62d00f4298208492a5ea";

/// A paper that a bundle must hold, and the attributes that it must have.
type Requirement = (Drawer, &'static str, &'static [&'static str]);

const BUSINESS_PAPERS: [Requirement; 3] = [
    (
        Drawer::EndUsers,
        "customer_profile_business_information",
        &[
            "business_name",
            "business_identity",
            "business_type",
            "business_industry",
            "business_registration_identifier",
            "business_registration_number",
            "business_regions_of_operation",
            "website_url",
        ],
    ),
    (
        Drawer::EndUsers,
        "authorized_representative_1",
        &["first_name", "last_name", "email", "phone_number", "business_title", "job_position"],
    ),
    (Drawer::Documents, "customer_profile_address", &["address_sids"]),
];

fn papers(policy: &str) -> &'static [Requirement] {
    match policy {
        BUSINESS => &BUSINESS_PAPERS,
        A2P => &[(Drawer::EndUsers, "us_a2p_messaging_profile_information", &["company_type"])],
        CNAM => &[(Drawer::EndUsers, "cnam_information", &["cnam_display_name"])],
        _ => &[],
    }
}

/// The shelf that a policy's bundles stand on; none for what only the console makes.
pub(super) fn shelf(policy: &str) -> Option<Shelf> {
    match policy {
        BUSINESS => Some(Shelf::Profiles),
        A2P | CNAM | SHAKEN_STIR => Some(Shelf::Products),
        _ => None,
    }
}

pub(super) fn is_primary(policy: &str) -> bool {
    policy == PRIMARY
}

pub(super) fn is_business(bundle: &Bundle) -> bool {
    bundle.policy == BUSINESS
}

pub(super) fn is_a2p(bundle: &Bundle) -> bool {
    bundle.policy == A2P
}

/// The account's own profile, which somebody made in the console long ago.
pub(super) fn primary(account: &str) -> Bundle {
    let digits = account.trim_start_matches("AC");
    let at: Millis = 1_600_000_000_000;
    Bundle {
        sid: format!("BU{digits:0>32}"),
        account: account.to_owned(),
        shelf: Shelf::Profiles,
        policy: PRIMARY.to_owned(),
        name: "Primary profile".to_owned(),
        callback: None,
        stage: Stage::Approved,
        errors: Vec::new(),
        entities: Vec::new(),
        endpoints: Vec::new(),
        created: at,
        updated: at,
        email: String::new(),
    }
}

/// The profile that a product stands on.
pub(super) fn profile_of<'a>(papers: &'a Papers, bundle: &Bundle) -> Option<&'a Bundle> {
    let mut held = bundle.entities.iter().filter_map(|entity| papers.bundle(&bundle.account, &entity.object));
    held.find(|held| is_business(held))
}

/// What a bundle holds.
pub(super) fn items<'a>(papers: &'a Papers, bundle: &'a Bundle) -> impl Iterator<Item = &'a Item> {
    bundle.entities.iter().filter_map(|entity| papers.item(&bundle.account, &entity.object))
}

/// The findings of an evaluation, empty when nothing is missing.
pub(super) fn findings(papers: &Papers, bundle: &Bundle) -> Vec<Value> {
    let mut findings: Vec<Value> =
        self::papers(&bundle.policy).iter().filter_map(|required| finding(papers, bundle, required)).collect();
    let stands = match bundle.shelf {
        Shelf::Profiles => bundle.entities.iter().any(|entity| entity.object == primary(&bundle.account).sid),
        Shelf::Products => profile_of(papers, bundle).is_some_and(|profile| profile.stage == Stage::Approved),
    };
    if !stands {
        findings.push(json!({
            "object_type": "customer_profile",
            "passed": false,
            "failure_reason": "An approved Customer Profile is missing.",
            "error_code": 22214,
            "valid": [],
            "invalid": [],
        }));
    }
    findings
}

fn finding(papers: &Papers, bundle: &Bundle, (drawer, kind, attributes): &Requirement) -> Option<Value> {
    let held = items(papers, bundle).find(|item| item.drawer == *drawer && item.kind == *kind);
    let missing = attributes.iter().filter(|name| held.is_none_or(|held| !held.given.contains(**name)));
    let invalid: Vec<Value> = missing
        .map(|name| json!({"object_field": name, "failure_reason": format!("{name} is missing."), "error_code": 22215}))
        .collect();
    (!invalid.is_empty()).then(|| {
        json!({
            "object_type": kind,
            "passed": false,
            "failure_reason": held.is_none().then(|| format!("{kind} is missing.")),
            "error_code": 22214,
            "valid": [],
            "invalid": invalid,
        })
    })
}
