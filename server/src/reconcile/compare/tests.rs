//! The comparison, case by case, and what must hold whatever comes together.

use super::*;
use crate::store::lines::StoredLine;
use app::domain::{
    CountryCode, Money,
    line::FailReason,
    offer::{Capabilities, NumberType, Offer, Source},
};
use proptest::prelude::*;

const NUMBER: &str = "+12025550123";
const TAG: &str = "01999999-0000-7000-8000-000000000001";
const OTHER: &str = "01999999-0000-7000-8000-000000000002";
const OURS: Whose<'_> = Whose { sid: "AC1", ours: true };
const THEIRS: Whose<'_> = Whose { sid: "AC1", ours: false };
/// The list is read from second 1,000 on, the lines again at 1,010; a carrier may lag behind by 120 seconds.
const TIMES: Times = Times { began: at(1_000), now: at(1_010), settle: Duration::from_secs(120) };
const LONG_AGO: Timestamp = at(10);

const fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn line(id: &str, number: &str, state: Line, bought_at: Timestamp) -> AtCarrier {
    let offer = Offer {
        number: number.parse().expect("a number"),
        country: CountryCode::US,
        kind: NumberType::Local,
        region: String::new(),
        locality: String::new(),
        capabilities: Capabilities { voice: true, sms: true, mms: true },
        monthly: Money::from_cents(115),
        source: Source::Twilio,
    };
    let bought_at = state.bought().then_some(bought_at);
    let line = StoredLine {
        id: id.parse().expect("an id"),
        order: "order-1".parse().expect("an id"),
        account: "account-1".parse().expect("an id"),
        offer,
        replaces: None,
        state,
    };
    AtCarrier { line, carrier_account: Some("AC1".to_owned()), bought_at }
}

fn shown(sid: &str, tag: &str) -> Shown {
    Shown { sid: sid.to_owned(), tag: tag.to_owned(), since: None, able: Capabilities::default() }
}

fn owned() -> Line {
    Line::Owned { sid: "PN1".to_owned() }
}

fn is_live(state: &Line) -> bool {
    !matches!(state, Line::Waiting | Line::Released { .. } | Line::Gone | Line::Replaced | Line::Failed(_))
}

/// The carrier shows the number with the tag of a line in this state.
fn tagged(state: Line) -> Verdict {
    let line = line(TAG, NUMBER, state, LONG_AGO);
    let live = is_live(&line.line.state).then(|| line.clone());
    let known = Known { shown: Some(shown("PN1", TAG)), tagged: Some(line), live, before: None };
    judge(&known, OURS, TIMES)
}

#[test]
fn a_tag_is_booked_unless_the_books_have_it_or_a_person_must_look() {
    let refused = Some(FailReason::NumberGone);
    for state in [
        Line::Ready { attempt: 0 },
        Line::Ready { attempt: 2 },
        Line::Buying { attempt: 1, lease_until: at(900) },
        Line::Unknown { attempt: 1, absent_since: None, refused },
        Line::Gone,
        Line::Replaced,
        Line::Failed(FailReason::Cancelled),
    ] {
        assert_eq!(tagged(state.clone()), Verdict::Book, "{state:?}");
    }
    for (state, verdict) in [
        (Line::Buying { attempt: 1, lease_until: at(2_000) }, Verdict::Fine),
        (owned(), Verdict::Fine),
        (Line::Releasing { sid: "PN1".to_owned(), until: at(2_000) }, Verdict::Fine),
        (Line::Returning { sid: "PN1".to_owned(), refusals: 0 }, Verdict::Fine),
        (Line::Released { sid: "PN1".to_owned(), at: at(1_005) }, Verdict::Fine),
        (Line::Released { sid: "PN1".to_owned(), at: at(800) }, Verdict::Tell(What::NotGivenBack)),
        (Line::Owned { sid: "PN2".to_owned() }, Verdict::Tell(What::OtherId { here: "PN2".to_owned() })),
        (Line::Waiting, Verdict::Tell(What::Held)),
        (Line::Manual, Verdict::Tell(What::NeedsPerson)),
    ] {
        assert_eq!(tagged(state.clone()), verdict, "{state:?}");
    }
}

/// The carrier shows the number with another tag than that of its live line.
fn other_tag(state: Line, whose: Whose<'_>) -> Verdict {
    let live = Some(line(TAG, NUMBER, state, LONG_AGO));
    judge(&Known { shown: Some(shown("PN1", "Front desk")), tagged: None, live, before: None }, whose, TIMES)
}

#[test]
fn a_number_of_ours_under_another_tag_is_told() {
    for whose in [OURS, THEIRS] {
        assert_eq!(other_tag(owned(), whose), Verdict::Tell(What::OtherTag));
        let other = Line::Owned { sid: "PN2".to_owned() };
        assert_eq!(other_tag(other, whose), Verdict::Tell(What::OtherId { here: "PN2".to_owned() }));
        assert_eq!(other_tag(Line::Manual, whose), Verdict::Tell(What::NeedsPerson));
        assert_eq!(other_tag(Line::Ready { attempt: 0 }, whose), Verdict::Fine, "its worker reads the carrier");
    }
    let ended = line(OTHER, NUMBER, Line::Gone, LONG_AGO);
    let live = Some(line(TAG, NUMBER, owned(), LONG_AGO));
    let known = Known { shown: Some(shown("PN1", OTHER)), tagged: Some(ended), live, before: None };
    assert_eq!(judge(&known, OURS, TIMES), Verdict::Tell(What::OtherTag), "the books know whose it is");
}

#[test]
fn a_number_of_nobody_here_is_told_in_our_own_account_alone() {
    let of = |tag, whose| judge(&Known { shown: Some(shown("PN1", tag)), ..Known::default() }, whose, TIMES);
    assert_eq!(of(OTHER, OURS), Verdict::Tell(What::UnknownLine));
    for tag in ["", "Front desk", "line-1", "01999999-0000-4000-8000-000000000002"] {
        assert_eq!(of(tag, OURS), Verdict::Tell(What::UnknownHand), "{tag}");
        assert_eq!(of(tag, THEIRS), Verdict::Fine, "{tag}");
    }
    assert_eq!(of(OTHER, THEIRS), Verdict::Fine);
    assert_eq!(judge(&Known::default(), OURS, TIMES), Verdict::Fine, "given back meanwhile");
}

#[test]
fn only_what_was_ours_all_the_while_can_be_a_ghost() {
    let of = |before: Option<Line>, now: Line, bought_at| {
        let before = before.map(|state| line(TAG, NUMBER, state, bought_at));
        let live = is_live(&now).then(|| line(TAG, NUMBER, now, bought_at));
        judge(&Known { shown: None, tagged: None, live, before }, OURS, TIMES)
    };
    let ghost = Verdict::Tell(What::Ghost);
    let releasing = || Line::Releasing { sid: "PN1".to_owned(), until: at(5_000) };
    let returning = || Line::Returning { sid: "PN1".to_owned(), refusals: 0 };
    assert_eq!(of(Some(owned()), owned(), LONG_AGO), ghost);
    assert_eq!(of(Some(releasing()), releasing(), LONG_AGO), ghost);
    assert_eq!(of(Some(owned()), owned(), at(879)), ghost);
    assert_eq!(of(Some(owned()), owned(), at(880)), Verdict::Fine, "the list may lag behind");
    assert_eq!(of(None, owned(), LONG_AGO), Verdict::Fine, "bought meanwhile");
    let before = Some(Line::Unknown { attempt: 1, absent_since: None, refused: None });
    assert_eq!(of(before, owned(), LONG_AGO), Verdict::Fine, "booked meanwhile");
    assert_eq!(of(Some(owned()), releasing(), LONG_AGO), Verdict::Fine, "on its way meanwhile");
    assert_eq!(of(Some(returning()), returning(), LONG_AGO), Verdict::Fine, "its release finds that out");
    let released = Line::Released { sid: "PN1".to_owned(), at: at(1_005) };
    assert_eq!(of(Some(owned()), released, LONG_AGO), Verdict::Fine);
    let bought_again = Known {
        live: Some(line(OTHER, NUMBER, owned(), LONG_AGO)),
        before: Some(line(TAG, NUMBER, owned(), LONG_AGO)),
        ..Known::default()
    };
    assert_eq!(judge(&bought_again, OURS, TIMES), Verdict::Fine);
}

#[test]
fn a_strangers_numbers_are_not_even_looked_at() {
    let list: List = ["Front desk", "line-1", ""]
        .iter()
        .zip(["+12025550101", "+12025550102", "+12025550103"])
        .map(|(tag, number)| (number.parse().expect("a number"), shown("PN1", tag)))
        .collect();
    assert!(suspects(&Books::new(), &list, THEIRS).is_empty());
    assert_eq!(suspects(&Books::new(), &list, OURS).len(), 3);
    let tagged: List = [("+12025550101".parse().expect("a number"), shown("PN1", OTHER))].into();
    assert_eq!(suspects(&Books::new(), &tagged, THEIRS).len(), 1, "it may be ours");
}

/// Where books and carrier can stand to each other about one number.
#[derive(Clone, Copy, Debug)]
enum Standing {
    Agreed,
    Elsewhere,
    Absent,
    Moving,
    Retagged,
    Renumbered,
    Orphan,
}

fn standing() -> impl Strategy<Value = Standing> {
    use Standing::{Absent, Agreed, Elsewhere, Moving, Orphan, Renumbered, Retagged};
    prop::sample::select(vec![Agreed, Elsewhere, Absent, Moving, Retagged, Renumbered, Orphan])
}

proptest! {
    #[test]
    fn whatever_agrees_is_left_alone_and_whatever_does_not_is_looked_at(
        standings in prop::collection::vec(standing(), 0..40), ours: bool,
    ) {
        let (mut before, mut list, mut expected) = (Books::new(), List::new(), BTreeSet::new());
        for (index, standing) in standings.into_iter().enumerate() {
            let number = format!("+120255501{index:02}");
            let id = format!("01999999-0000-7000-8000-0000000001{index:02}");
            let key: PhoneNumber = number.parse().expect("a number");
            let mut known = line(&id, &number, owned(), LONG_AGO);
            let (mut there, mut here, mut suspect) = (Some(shown("PN1", &id)), true, true);
            match standing {
                Standing::Agreed => suspect = false,
                Standing::Elsewhere => {
                    known.carrier_account = Some("AC2".to_owned());
                    (there, suspect) = (None, false);
                }
                Standing::Absent => there = None,
                Standing::Moving => {
                    known = line(&id, &number, Line::Ready { attempt: 0 }, LONG_AGO);
                    (there, suspect) = (None, false);
                }
                Standing::Retagged => there = Some(shown("PN1", "")),
                Standing::Renumbered => there = Some(shown("PN2", &id)),
                Standing::Orphan => (there, here, suspect) = (Some(shown("PN1", "")), false, ours),
            }
            if suspect {
                expected.insert(key.clone());
            }
            if here {
                before.insert(key.clone(), known);
            }
            if let Some(there) = there {
                list.insert(key, there);
            }
        }
        prop_assert_eq!(suspects(&before, &list, Whose { sid: "AC1", ours }), expected);
    }
}
