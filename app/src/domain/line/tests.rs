use super::*;
use proptest::prelude::*;

const PATIENCE: Patience = Patience { attempts: 3, settle: Duration::from_secs(8) };

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds * 1_000_000)
}

fn run(line: Line, events: &[Event]) -> Line {
    events.iter().cloned().fold(line, |line, event| line.next(event, PATIENCE).expect("possible"))
}

fn claim(seconds: i64) -> Event {
    Event::Claim { lease_until: at(seconds) }
}

#[test]
fn the_short_way() {
    let sid = || "PN1".to_owned();
    let line = run(Line::Waiting, &[Event::Clear, claim(5), Event::Bought { sid: sid() }]);
    assert_eq!(line, Line::Owned { sid: sid() });
}

#[test]
fn a_rate_limit_is_no_attempt() {
    let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::NotSent, claim(9), Event::NotSent]);
    assert_eq!(line, Line::Ready { attempt: 0 });
}

#[test]
fn a_first_refusal_is_final_after_one_look_and_a_later_one_is_settled() {
    let refused = Event::Refused(FailReason::NumberGone);
    let line = run(Line::Ready { attempt: 0 }, &[claim(5), refused.clone()]);
    assert!(!line.in_doubt(), "{line:?}");
    assert_eq!(run(line.clone(), &[Event::SeenAbsent { at: at(3) }]), Line::Gone);
    let ours = Event::SeenOurs { sid: "PN1".into() };
    assert_eq!(
        run(line.clone(), &[ours]),
        Line::Owned { sid: "PN1".into() },
        "bought before this database was restored"
    );
    assert_eq!(run(line, &[Event::SeenForeign]), Line::Gone, "the same no twice");
    let doubt = Line::Unknown { attempt: 1, absent_since: None, refused: None };
    assert_eq!(run(doubt, &[Event::SeenForeign]), Line::Manual);
    let line = run(Line::Ready { attempt: 1 }, &[claim(5), refused]);
    assert!(matches!(line, Line::Unknown { refused: Some(FailReason::NumberGone), .. }));
    let line = run(line, &[Event::SeenAbsent { at: at(10) }, Event::SeenAbsent { at: at(18) }]);
    assert_eq!(line, Line::Gone);
    let other = Event::Refused(FailReason::CarrierRefused);
    assert_eq!(run(Line::Ready { attempt: 0 }, &[claim(5), other]), Line::Failed(FailReason::CarrierRefused));
}

#[test]
fn an_ambiguous_answer_waits_for_the_settle_time() {
    let line = run(Line::Ready { attempt: 0 }, &[claim(5), Event::Ambiguous, Event::SeenAbsent { at: at(10) }]);
    let early = run(line, &[Event::SeenAbsent { at: at(17) }]);
    assert!(matches!(early, Line::Unknown { .. }));
    assert_eq!(run(early, &[Event::SeenAbsent { at: at(18) }]), Line::Ready { attempt: 1 });
}

#[test]
fn a_silent_carrier_is_given_up_after_the_last_attempt() {
    let line = Line::Unknown { attempt: 3, absent_since: Some(at(0)), refused: None };
    assert_eq!(run(line, &[Event::SeenAbsent { at: at(8) }]), Line::Failed(FailReason::CarrierSilent));
}

#[test]
fn nobody_cancels_what_may_have_been_sent() {
    for line in [
        Line::Ready { attempt: 1 },
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: None, refused: None },
        Line::Owned { sid: "PN1".into() },
        Line::Releasing { sid: "PN1".into(), until: at(5) },
        Line::Returning { sid: "PN1".into(), refusals: 0 },
        Line::Released { sid: "PN1".into(), at: at(5) },
    ] {
        assert!(line.clone().next(Event::Drop(FailReason::Cancelled), PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn a_number_that_is_gone_is_replaced_or_given_up() {
    assert_eq!(run(Line::Gone, &[Event::Replace]), Line::Replaced);
    assert_eq!(run(Line::Gone, &[Event::GiveUp]), Line::Failed(FailReason::NumberGone));
    assert!(Line::Replaced.next(Event::GiveUp, PATIENCE).is_err());
    // A 201 that comes after all is a number too many: a person looks.
    assert_eq!(run(Line::Replaced, &[Event::Bought { sid: "PN1".into() }]), Line::Manual);
}

#[test]
fn a_line_for_a_person_ends_as_the_person_says_and_not_by_itself() {
    let adopt = || Event::Adopt { sid: "PN1".into() };
    assert_eq!(run(Line::Manual, &[adopt()]), Line::Owned { sid: "PN1".into() });
    assert_eq!(run(Line::Manual, &[Event::GiveUp]), Line::Failed(FailReason::NumberGone));
    assert_eq!(run(Line::Manual, &[Event::Replace]), Line::Replaced, "another line stands for it already");
    for line in [
        Line::Waiting,
        Line::Ready { attempt: 1 },
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: None, refused: None },
        Line::Owned { sid: "PN2".into() },
        Line::Gone,
        Line::Failed(FailReason::Cancelled),
    ] {
        assert!(line.clone().next(adopt(), PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn a_line_that_the_gate_no_longer_clears_ends_unless_it_may_be_ours() {
    for attempt in 0..3 {
        assert_eq!(run(Line::Ready { attempt }, &[Event::Revoked]), Line::Failed(FailReason::Declined));
        assert_eq!(run(Line::Ready { attempt }, &[Event::Tightened]), Line::Failed(FailReason::IdentityNeeded));
    }
    for line in [
        Line::Waiting,
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: Some(at(1)), refused: None },
        Line::Owned { sid: "PN1".into() },
    ] {
        assert!(line.clone().next(Event::Revoked, PATIENCE).is_err(), "{line:?}");
        assert!(line.clone().next(Event::Tightened, PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn a_line_is_held_once_more_until_something_was_asked_for() {
    assert_eq!(run(Line::Ready { attempt: 0 }, &[Event::Hold, Event::Clear]), Line::Ready { attempt: 0 });
    for line in [
        Line::Ready { attempt: 1 },
        Line::Buying { attempt: 1, lease_until: at(5) },
        Line::Unknown { attempt: 1, absent_since: None, refused: None },
        Line::Owned { sid: "PN1".into() },
        Line::Gone,
    ] {
        assert!(line.clone().next(Event::Hold, PATIENCE).is_err(), "{line:?}");
    }
}

#[test]
fn refused_credentials_are_waited_for_and_the_buyer_may_leave() {
    let mut line = Line::Ready { attempt: 0 };
    for _ in 0..100 {
        line = run(line, &[claim(5), Event::Denied]);
        assert!(line == Line::Ready { attempt: 0 } && line.stoppable());
    }
    assert_eq!(run(Line::Ready { attempt: 2 }, &[claim(5), Event::Denied]), Line::Ready { attempt: 2 });
}

#[test]
fn a_release_can_be_undone_until_it_begins() {
    let owned = || Line::Owned { sid: "PN1".to_owned() };
    let release = || Event::Release { until: at(10) };
    assert_eq!(run(owned(), &[release(), Event::Keep]), owned());
    let line = run(owned(), &[release(), Event::Keep, release(), Event::Return]);
    assert!(line.clone().next(Event::Keep, PATIENCE).is_err());
    assert!(line.clone().next(release(), PATIENCE).is_err());
    assert_eq!(run(line, &[Event::Returned { at: at(12) }]), Line::Released { sid: "PN1".to_owned(), at: at(12) });
}

#[test]
fn nothing_is_given_back_that_nobody_asked_to_release() {
    for line in [Line::Waiting, Line::Ready { attempt: 1 }, Line::Owned { sid: "PN1".into() }, Line::Manual] {
        for event in [Event::Return, Event::Returned { at: at(1) }, Event::Keep] {
            assert!(line.clone().next(event.clone(), PATIENCE).is_err(), "{event:?} {line:?}");
        }
    }
    let grace = Line::Releasing { sid: "PN1".into(), until: at(5) };
    assert!(grace.next(Event::Returned { at: at(6) }, PATIENCE).is_err(), "the intent comes first");
}

#[test]
fn a_refused_release_is_asked_for_again_and_shown_to_a_person() {
    let mut line = Line::Returning { sid: "PN1".into(), refusals: 0 };
    for _ in 0..DENIALS {
        assert!(!line.stuck());
        line = run(line, &[Event::Denied]);
    }
    assert!(line.stuck());
    assert!(run(line, &[Event::Denied, Event::Returned { at: at(9) }]).bought(), "it may still end well");
}

#[test]
fn a_late_word_of_the_purchase_undoes_no_release() {
    for line in [
        Line::Releasing { sid: "PN1".into(), until: at(5) },
        Line::Returning { sid: "PN1".into(), refusals: 1 },
        Line::Released { sid: "PN1".into(), at: at(5) },
    ] {
        assert_eq!(run(line.clone(), &[Event::Bought { sid: "PN1".into() }]), line);
        assert!(line.next(Event::Bought { sid: "PN2".into() }, PATIENCE).is_err());
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Clear),
        Just(Event::Drop(FailReason::Cancelled)),
        Just(Event::Revoked),
        Just(Event::Tightened),
        Just(Event::Hold),
        (0..100_i64).prop_map(claim),
        Just(Event::Bought { sid: "PN1".into() }),
        Just(Event::NotSent),
        Just(Event::Denied),
        Just(Event::Refused(FailReason::NumberGone)),
        Just(Event::Ambiguous),
        Just(Event::SeenOurs { sid: "PN1".into() }),
        Just(Event::SeenForeign),
        Just(Event::Adopt { sid: "PN1".into() }),
        Just(Event::Replace),
        Just(Event::GiveUp),
        (0..100_i64).prop_map(|s| Event::SeenAbsent { at: at(s) }),
        (0..100_i64).prop_map(|s| Event::Release { until: at(s) }),
        Just(Event::Keep),
        Just(Event::Return),
        (0..100_i64).prop_map(|s| Event::Returned { at: at(s) }),
    ]
}

proptest! {
    /// Whatever happens in whatever order: a purchase is never forgotten, and a request is sent again only after the
    /// carrier showed the number absent, a settle time apart.
    #[test]
    fn no_order_of_events_forgets_a_purchase(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::Waiting;
        for event in events {
            let before = line.clone();
            let Ok(after) = line.clone().next(event.clone(), PATIENCE) else { continue };
            if before.bought() {
                prop_assert_eq!(after.sid(), before.sid());
            }
            if let (Line::Unknown { absent_since, .. }, Line::Ready { .. } | Line::Failed(_) | Line::Gone) = (&before, &after) {
                let settled = match event {
                    Event::SeenAbsent { at } => absent_since.is_some_and(|first| at.since(first) >= PATIENCE.settle),
                    Event::SeenForeign => false,
                    _ => return Err(TestCaseError::fail("left without a look")),
                };
                prop_assert!(settled || !before.in_doubt());
            }
            if let Line::Buying { attempt, .. } = after {
                prop_assert!(attempt <= PATIENCE.attempts.max(DENIALS));
            }
            line = after;
        }
    }

    /// Whatever carriers, workers and buyers do: a line that needs a person stays so until one has said what becomes of it.
    #[test]
    fn only_a_person_leads_out_of_manual(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::Manual;
        for event in events {
            let Ok(after) = line.clone().next(event.clone(), PATIENCE) else { continue };
            if after != Line::Manual {
                prop_assert!(matches!(event, Event::Adopt { .. } | Event::GiveUp | Event::Replace), "{:?}", event);
                return Ok(());
            }
            line = after;
        }
    }

    /// Whatever happens to a number that was bought: only the buyer lets it go, only before the carrier is asked does
    /// it come back, and it is given up only by the carrier's word.
    #[test]
    fn a_number_is_released_step_by_step(events in prop::collection::vec(any_event(), 0..40)) {
        let mut line = Line::Owned { sid: "PN1".into() };
        for event in events {
            let before = line.clone();
            let Ok(after) = line.clone().next(event.clone(), PATIENCE) else { continue };
            match (&before, &after) {
                (Line::Owned { .. }, Line::Releasing { until, .. }) => {
                    prop_assert_eq!(&event, &Event::Release { until: *until });
                }
                (Line::Releasing { .. }, Line::Owned { .. }) => prop_assert_eq!(&event, &Event::Keep),
                (Line::Releasing { .. }, Line::Returning { refusals: 0, .. }) => prop_assert_eq!(&event, &Event::Return),
                (Line::Returning { refusals, .. }, Line::Returning { refusals: more, .. }) => {
                    prop_assert!(more == refusals || (*more == refusals + 1 && event == Event::Denied));
                }
                (Line::Returning { .. }, Line::Released { at, .. }) => {
                    prop_assert_eq!(&event, &Event::Returned { at: *at });
                }
                (before, after) => prop_assert_eq!(before, after),
            }
            line = after;
        }
    }
}

#[test]
fn a_line_is_in_doubt_until_something_clear_was_said_of_its_only_request() {
    let unknown = |attempt, refused| Line::Unknown { attempt, absent_since: None, refused };
    assert!(unknown(1, None).in_doubt());
    assert!(unknown(2, Some(FailReason::NumberGone)).in_doubt());
    assert!(!unknown(1, Some(FailReason::NumberGone)).in_doubt());
    assert!(!Line::Buying { attempt: 2, lease_until: at(5) }.in_doubt());
}
