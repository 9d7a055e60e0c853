use super::*;
use crate::domain::service::Field;
use proptest::prelude::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn run(state: Application, events: &[Event]) -> Application {
    events.iter().cloned().fold(state, |state, event| state.next(event).expect("possible"))
}

fn heard(round: u32, word: Word) -> Event {
    Event::Heard { round, word }
}

fn refused(edit: Edit) -> Word {
    Word::Rejected { reasons: vec![Reason::Check(Field::Website)], edit }
}

const CLEAR: Event = Event::Clear { at: Timestamp::from_micros(0) };
const HOLD: Event = Event::Hold { at: Timestamp::from_micros(0) };

#[test]
fn the_short_way() {
    let way = [CLEAR, Event::Ask, heard(1, Word::PendingReview), heard(1, Word::InReview), heard(1, Word::Approved)];
    assert_eq!(run(Application::NEW, &way), Application::Approved { round: 1 });
}

#[test]
fn a_held_one_goes_out_once_it_is_cleared() {
    let held = run(Application::NEW, &[HOLD, HOLD]);
    assert_eq!(held, Application::Held { round: 0 });
    assert!(held.clone().next(Event::Ask).is_err(), "nobody asks for what is not cleared");
    assert_eq!(run(held, &[CLEAR]), Application::Submitting { round: 1, asked: false });
}

#[test]
fn it_goes_out_once() {
    let submitting = run(Application::NEW, &[HOLD, CLEAR]);
    assert!(submitting.clone().next(CLEAR).is_err());
    assert!(run(submitting, &[Event::Ask]).next(CLEAR).is_err());
}

#[test]
fn an_approval_that_is_gone_holds_what_is_not_under_review() {
    let submitting = run(Application::NEW, &[CLEAR]);
    assert_eq!(run(submitting.clone(), &[Event::Revoked]), Application::Held { round: 0 });
    let asked = run(submitting, &[Event::Ask]);
    for sent in [asked.clone(), run(asked, &[heard(1, Word::InReview)])] {
        let held = run(sent, &[Event::Revoked]);
        assert_eq!(held, Application::Held { round: 1 }, "the vendor may have some of this round");
        assert_eq!(run(held.clone(), &[heard(1, Word::Approved)]), held);
        assert_eq!(run(held, &[CLEAR]), Application::Submitting { round: 2, asked: false });
    }
    for last in [Word::Approved, refused(Edit::Always)] {
        let ended = run(Application::NEW, &[CLEAR, Event::Ask, heard(1, last)]);
        assert!(ended.next(Event::Revoked).is_err(), "what has its last word stays");
    }
}

#[test]
fn a_refused_one_can_be_mended_until_its_time_is_over() {
    let rejected = |edit| run(Application::NEW, &[CLEAR, Event::Ask, heard(1, refused(edit))]);
    for (edit, second, open) in [
        (Edit::Never, 0, false),
        (Edit::Until(at(10)), 9, true),
        (Edit::Until(at(10)), 10, false),
        (Edit::Always, 10, true),
    ] {
        let state = rejected(edit);
        assert_eq!(state.editable(at(second)), open);
        let again = state.clone().next(Event::Clear { at: at(second) });
        assert_eq!(again.is_ok(), open, "{edit:?}");
        assert_eq!(state.next(Event::Hold { at: at(second) }).is_ok(), open);
    }
    let again = run(rejected(Edit::Always), &[CLEAR]);
    assert_eq!(again, Application::Submitting { round: 2, asked: false });
}

#[test]
fn word_on_an_earlier_round_ends_no_later_one() {
    let first = [CLEAR, Event::Ask, heard(1, refused(Edit::Always))];
    let second = run(run(Application::NEW, &first), &[CLEAR, Event::Ask]);
    for word in [refused(Edit::Never), Word::Approved, Word::InReview] {
        assert_eq!(run(second.clone(), &[heard(1, word)]), second);
    }
    let reviewed = run(second, &[heard(2, Word::InReview)]);
    assert_eq!(run(reviewed, &[heard(2, Word::PendingReview)]), Application::InReview { round: 2 });
}

#[test]
fn a_vendor_may_change_its_last_word() {
    let approved = run(Application::NEW, &[CLEAR, Event::Ask, heard(1, Word::Approved)]);
    assert_eq!(run(approved.clone(), &[heard(1, Word::PendingReview)]), approved);
    let suspended = run(approved.clone(), &[heard(1, refused(Edit::Never))]);
    assert!(matches!(suspended, Application::Rejected { .. }));
    assert_eq!(run(suspended, &[heard(1, Word::Approved)]), approved);
}

#[test]
fn a_refusal_always_has_a_reason() {
    let asked = run(Application::NEW, &[CLEAR, Event::Ask]);
    let refused = run(asked, &[heard(1, Word::Rejected { reasons: vec![], edit: Edit::Always })]);
    let expected = Application::Rejected { round: 1, reasons: vec![Reason::Unstated], edit: Edit::Always };
    assert_eq!(refused, expected);
}

#[test]
fn a_reason_is_read_back() {
    let check = Reason::Check(Field::OptInImages);
    for reason in [check, Reason::NoMatch, Reason::Prohibited, Reason::NumberMissing, Reason::Unstated] {
        assert_eq!(reason.to_string().parse(), Ok(reason));
    }
    assert!("check:mood".parse::<Reason>().is_err() && "mood".parse::<Reason>().is_err());
}

fn any_word() -> impl Strategy<Value = Word> {
    prop_oneof![
        Just(Word::PendingReview),
        Just(Word::InReview),
        Just(Word::Approved),
        (0..3_u8).prop_map(|edit| refused([Edit::Never, Edit::Until(at(5)), Edit::Always][usize::from(edit)])),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0..10_i64).prop_map(|second| Event::Hold { at: at(second) }),
        (0..10_i64).prop_map(|second| Event::Clear { at: at(second) }),
        Just(Event::TakeBack),
        Just(Event::Revoked),
        Just(Event::Ask),
        (0..4_u32, any_word()).prop_map(|(round, word)| Event::Heard { round, word }),
    ]
}

proptest! {
    #[test]
    fn nothing_is_asked_for_that_was_not_cleared(events in prop::collection::vec(any_event(), 0..60)) {
        let mut state = Application::NEW;
        // Rounds that the gate cleared and did not take back.
        let mut cleared = 0;
        for event in events {
            let Ok(next) = state.clone().next(event.clone()) else { continue };
            match event {
                Event::Clear { .. } => cleared += 1,
                Event::Revoked if matches!(state, Application::Submitting { asked: false, .. }) => cleared -= 1,
                Event::Heard { round, .. } if next != state => prop_assert_eq!(round, state.round()),
                _ => {}
            }
            // Whatever the order of events, the vendor hears of no more rounds than were cleared.
            prop_assert_eq!(next.round(), cleared);
            if let Application::Rejected { reasons, .. } = &next {
                prop_assert!(!reasons.is_empty());
            }
            let ended = |state: &Application| matches!(state, Application::Approved { .. } | Application::Rejected { .. });
            let granted = matches!(state, Application::Approved { .. });
            prop_assert!(!granted || ended(&next), "what is granted is not looked at again");
            state = next;
        }
    }
}
