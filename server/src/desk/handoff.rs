//! Going on with a phone: a link that is good once and for minutes, a code that stands on the computer's screen alone and
//! is typed on the phone, and a phone that may do what the identity asks for and nothing else.
//!
//! A link is not stored, not even as a hash: it is a random name and a mark of the name and of the minutes in which it is
//! good, which only this house can make. So a page that shows it anew shows another one without writing anything, and
//! whoever reads the database has none.

use app::{
    AppError,
    desk::{
        CODE_DIGITS, Caller, HandoffLink, HandoffView, Phone, PhoneView, QrCode, Received, SHOWN_MINUTES, SignedIn,
        Step, VerifyView, WaitingView,
    },
    domain::{CountryCode, PhoneNumber, Role, TextState, Timestamp, region::Area, verification::Collected},
    letters,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use fast_qr::{ECL, QRBuilder};
use rand::{Rng as _, RngExt as _};
use std::{fmt::Write as _, time::Duration};
use subtle::ConstantTimeEq as _;
use url::Url;

use super::{
    CALLBACK_PATH, Shop,
    fault::{Fault, internal},
    guesses::Subjects,
    lock_in_session, lock_own,
    sessions::{hash_token, new_token},
};
use crate::{
    clock::{day_of, earlier},
    config::is_loopback,
    ids,
    policy::minutes,
    store::{
        Tx, accounts,
        accounts::Account,
        audit::{Actor, Subject},
        handoffs::{self, Ended, Handoff, Since, Texting},
        orders, sessions as stored_sessions, users,
    },
};

/// How long one link is shown.
const LINK_SHOWN: Duration = minutes(SHOWN_MINUTES);
/// The wrong codes that spend a link. One is a slip of the finger; whoever has the link alone is right once in 4,500 times.
const WRONG_MAX: i64 = 2;
/// Letters of a hand-off's name.
const NAME: usize = 16;

/// The minutes in which a link is good, as what its mark is made of.
#[derive(Clone, Copy)]
enum Turn {
    /// Those of a link that the computer shows, counted from the beginning.
    Shown(u64),
    /// Those after a link was sent by text message.
    Texted,
}

impl Turn {
    fn context(self, name: &str) -> String {
        match self {
            Self::Shown(turn) => format!("hand-off\n{name}\n{turn}"),
            Self::Texted => format!("hand-off\n{name}\ntexted"),
        }
    }
}

/// A code that is read at a glance; it does not begin with a zero, which people leave out.
fn new_code() -> String {
    let least = 10_u32.pow(u32::from(CODE_DIGITS) - 1);
    rand::rng().random_range(least..10 * least).to_string()
}

/// A code as people type it. What cannot be one is no guess.
fn typed_code(text: &str) -> Result<String, AppError> {
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let can_be = code.len() == usize::from(CODE_DIGITS) && code.bytes().all(|b| b.is_ascii_digit());
    if can_be { Ok(code) } else { Err(AppError::Invalid("code".to_owned())) }
}

fn new_name() -> String {
    let mut name = [0_u8; NAME / 4 * 3];
    rand::rng().fill_bytes(&mut name);
    BASE64_URL_SAFE_NO_PAD.encode(name)
}

/// The address as a QR code.
fn qr(link: &str) -> Result<QrCode, Fault> {
    let code = QRBuilder::new(link).ecl(ECL::M).build().map_err(|error| internal(&error))?;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let dark = row[x..code.size].iter().take_while(|module| module.value()).count();
            if dark > 0 {
                write!(path, "M{x} {y}h{dark}v1h-{dark}z").ok();
            }
            x += dark.max(1);
        }
    }
    Ok(QrCode { side: code.size, path })
}

impl Shop {
    /// Hand-offs that were begun after this moment may still be opened.
    fn handed_off_since(&self) -> Timestamp {
        earlier(self.clock.now(), self.policy.handoff_life)
    }

    /// Phones that were let in after this moment may still go on.
    fn phones_since(&self) -> Timestamp {
        earlier(self.clock.now(), self.policy.phone_life)
    }

    /// The same, and since when those may have been done that may still look.
    fn let_in_since(&self) -> Since {
        Since { opened: self.phones_since(), done: earlier(self.clock.now(), self.policy.phone_rest) }
    }

    /// Takes the account's lock for what the identity asks for, which a phone may do too: while it is needed, and its time
    /// is not over, which is asked under the lock. A picture may take minutes to come.
    pub(super) async fn lock_identity(&self, tx: &mut Tx, who: &SignedIn) -> Result<Account, Fault> {
        let account = lock_in_session(tx, who).await?;
        match &who.by_phone {
            Some(handoff) if !handoffs::is_open(tx, handoff, self.phones_since()).await? => {
                Err(AppError::HandoffOver.into())
            }
            _ => Ok(account),
        }
    }

    fn turn(&self, handoff: &Handoff) -> u64 {
        self.clock.now().since(handoff.created_at).as_secs() / LINK_SHOWN.as_secs()
    }

    fn token(&self, handoff: &Handoff, turn: Turn) -> String {
        let mark = BASE64_URL_SAFE_NO_PAD.encode(self.vault.mark(&turn.context(&handoff.name)));
        format!("{}{mark}", handoff.name)
    }

    fn link(&self, handoff: &Handoff, turn: Turn) -> String {
        format!("{}/handoff/{}", self.origin, self.token(handoff, turn))
    }

    /// Whether another device can reach the store at all.
    fn reaches_others(&self) -> bool {
        self.origin.parse::<Url>().is_ok_and(|url| !url.host_str().is_some_and(is_loopback))
    }

    /// Whether links are sent by text message.
    fn texts(&self) -> bool {
        self.reaches_others() && self.sms_from.is_some() && self.carriers.ours().is_some()
    }

    /// The hand-off whose link this token is of, and whether it still is good, as far as its minutes go.
    async fn linked(&self, tx: &mut Tx, token: &str) -> Result<(Handoff, bool), Fault> {
        let (name, mark) = token.split_at_checked(NAME).ok_or(AppError::NotFound)?;
        // Only what can be a name is looked up.
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(name).and_then(|_| BASE64_URL_SAFE_NO_PAD.decode(mark));
        let mark = decoded.map_err(|_| AppError::NotFound)?;
        let handoff = handoffs::by_name(tx, name).await?.ok_or(AppError::NotFound)?;
        let marked = |turn: Turn| self.vault.is_marked(&turn.context(name), &mark);
        let now = self.turn(&handoff);
        let turns = self.policy.handoff_life.as_secs() / LINK_SHOWN.as_secs();
        // Of one that never was shown nothing is said.
        let shown = (0..=now.min(turns)).find(|turn| marked(Turn::Shown(*turn)));
        let texted = handoff.texted.is_some() && marked(Turn::Texted);
        if shown.is_none() && !texted {
            return Err(AppError::NotFound.into());
        }
        let in_time = handoff.created_at > self.handed_off_since();
        Ok((handoff, in_time && (texted || shown.is_some_and(|turn| turn + 1 >= now))))
    }

    pub(super) async fn begin_handoff(&self, who: &SignedIn) -> Result<(), Fault> {
        self.collected(who).await?;
        self.count_guess(&Subjects::of_handoff(&who.user, &who.account, &self.policy)).await?;
        let new = Handoff {
            id: ids::fresh(),
            account: who.account.clone(),
            user: who.user.clone(),
            session: who.session.clone(),
            name: new_name(),
            code: new_code(),
            wrong: 0,
            created_at: self.clock.now(),
            texted: None,
            opened: None,
            ended: None,
        };
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if let Some(before) = handoffs::begin(&mut tx, &new).await? {
            self.record(&mut tx, Subject::Handoff(&before), "replaced", &[]).await?;
        }
        self.record(&mut tx, Subject::Handoff(&new.id), "began", &[]).await?;
        Ok(tx.commit().await?)
    }

    pub(super) async fn end_handoff(&self, who: &SignedIn) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        self.end_by(tx, who, "cancelled").await
    }

    pub(super) async fn leave_phone(&self, phone: &Phone) -> Result<(), Fault> {
        let mut tx = self.store.write().await?;
        lock_in_session(&mut tx, phone.who()).await?;
        // Another one may have been begun since.
        let found = handoffs::latest(&mut tx, &phone.who().account).await?;
        if found.is_some_and(|latest| latest.id == *phone.handoff()) {
            self.end_by(tx, phone.who(), "left").await?;
        }
        Ok(())
    }

    /// Ends the account's hand-off, under its lock. Whoever presses twice has what they want.
    async fn end_by(&self, mut tx: Tx, who: &SignedIn, action: &str) -> Result<(), Fault> {
        let ended = handoffs::end(&mut tx, &who.account, Ended::Cancelled, self.clock.now()).await?;
        let Some(id) = ended else { return Ok(()) };
        self.record(&mut tx, Subject::Handoff(&id), action, &[]).await?;
        Ok(tx.commit().await?)
    }

    /// What the computer shows; `collected` is what is here of the pictures. Nobody else's hand-off is shown.
    pub(super) async fn handoff_view(
        &self,
        tx: &mut Tx,
        who: &SignedIn,
        collected: Collected,
    ) -> Result<Option<HandoffView>, Fault> {
        let Some(handoff) = handoffs::latest(tx, &who.account).await?.filter(|it| it.user == who.user) else {
            return Ok(None);
        };
        // What ended long ago is no news.
        let news = handoff.created_at > earlier(self.clock.now(), self.policy.handoff_life + self.policy.phone_life);
        Ok(match (handoff.ended, handoff.opened) {
            (Some(Ended::WrongCode), _) if news => Some(HandoffView::WrongCode),
            (Some(_), _) => None,
            (None, Some(opened)) if opened.done.is_some() => None,
            (None, Some(opened)) if opened.at > self.phones_since() => {
                let back = collected.document.is_none_or(|document| document.needs_back()).then_some(collected.back);
                let received = Received { front: collected.front, back };
                let left = self.left(opened.at.after(self.policy.phone_life));
                Some(HandoffView::Connected { device: opened.device, received, left })
            }
            (None, None) if handoff.created_at > self.handed_off_since() => {
                Some(HandoffView::Waiting(self.waiting(&handoff)?))
            }
            (None, _) => news.then_some(HandoffView::Expired),
        })
    }

    /// How many seconds are left until then.
    fn left(&self, until: Timestamp) -> u64 {
        until.since(self.clock.now()).as_secs()
    }

    fn waiting(&self, handoff: &Handoff) -> Result<WaitingView, Fault> {
        let link = self.link(handoff, Turn::Shown(self.turn(handoff)));
        let sent = handoff.texted.map(|(at, state)| match state {
            // Whoever sent it is gone.
            TextState::Sending if at <= earlier(self.clock.now(), 2 * self.policy.carrier_timeout) => {
                TextState::Unclear
            }
            state => state,
        });
        let until = handoff.created_at.after(self.policy.handoff_life);
        Ok(WaitingView {
            qr: self.reaches_others().then(|| qr(&link)).transpose()?,
            link,
            code: handoff.code.clone(),
            guessed: handoff.wrong > 0,
            until,
            left: self.left(until),
            texts: self.texts(),
            texted: sent,
        })
    }

    /// Sends a link by text message. The number is in this call alone: it is neither stored nor logged. There is no job
    /// for it, because nothing may be repeated that may have been sent, and its person waits for the answer.
    pub(super) async fn text_handoff(&self, who: &SignedIn, number: &str) -> Result<(), Fault> {
        let number = typed(number)?;
        let (true, Some(from), Some(carrier)) = (self.texts(), &self.sms_from, self.carriers.ours()) else {
            return Err(AppError::NotFound.into());
        };
        // Neither the number nor a plain hash of it, which is soon undone.
        let mark = BASE64_URL_SAFE_NO_PAD.encode(self.vault.mark(&format!("texted number\n{number}")));
        let guess = self.count_guess(&Subjects::of_text(&who.user, &who.account, &mark, &self.policy)).await?;
        // What the carrier tells later it tells of this.
        let text = ids::text();
        let begun = self.begin_text(who, &text).await;
        if begun.is_err() {
            let mut tx = self.store.write().await?;
            Self::forget_guess(&mut tx, &guess).await?;
            tx.commit().await?;
        }
        let handoff = begun?;
        let language = users::language(&mut self.store.read().await?, &who.user).await?;
        let link = self.link(&handoff, Turn::Texted);
        let body = letters::of_handoff(language, &link, self.policy.handoff_life.as_secs() / 60);
        let callback = format!("{}{CALLBACK_PATH}?message={text}", self.origin);
        let state = carrier.text(from, &number, &body, &callback).await;
        tracing::info!(handoff = %handoff.id, state = state.as_str(), "a link was sent by text message");
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        if handoffs::text_answered(&mut tx, &text, state).await? {
            self.record(&mut tx, Subject::Handoff(&handoff.id), "texted", &[state.as_str()]).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Notes that a text message is sent for the hand-off that waits for its phone, if today's are not all sent.
    async fn begin_text(&self, who: &SignedIn, text: &str) -> Result<Handoff, Fault> {
        let mut tx = self.store.write().await?;
        lock_own(&mut tx, who).await?;
        let now = self.clock.now();
        let handoff = handoffs::latest(&mut tx, &who.account).await?.filter(|it| {
            let waits = it.ended.is_none() && it.opened.is_none();
            it.user == who.user && waits && it.created_at > self.handed_off_since()
        });
        let handoff = handoff.ok_or(AppError::TooLate)?;
        for (whose, most) in [
            (Texting::Account(&who.account), self.policy.texts_of_account_max),
            (Texting::Everybody, self.policy.texts_of_all_max),
        ] {
            if !handoffs::count_text(&mut tx, whose, day_of(now), most).await? {
                tracing::warn!(account = %who.account, ?whose, most, "as many text messages were sent today as may be");
                return Err(AppError::NoMoreTexts.into());
            }
        }
        handoffs::send_text(&mut tx, &handoff.id, text, now).await?;
        self.record(&mut tx, Subject::Handoff(&handoff.id), "texted", &[TextState::Sending.as_str()]).await?;
        tx.commit().await?;
        Ok(handoff)
    }

    /// Takes the carrier's word that it could not deliver a text message, which its person is told while they wait.
    pub(crate) async fn text_came_back(&self, text: &str, state: TextState) -> Result<(), Fault> {
        let found = handoffs::by_text(&mut self.store.read().await?, text).await?;
        let Some(handoff) = found else { return Ok(()) };
        let mut tx = self.store.write().await?;
        tx.act_as(Actor::Vendor);
        let locked = accounts::lock(&mut tx, &handoff.account).await?.is_some();
        if locked && handoffs::text_came_back(&mut tx, text, state).await? {
            self.record(&mut tx, Subject::Handoff(&handoff.id), "texted", &[state.as_str()]).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    pub(super) async fn handoff_link(&self, token: &str) -> Result<HandoffLink, Fault> {
        let mut tx = self.store.read().await?;
        let (handoff, good) = self.linked(&mut tx, token).await?;
        Ok(match (handoff.ended, handoff.opened) {
            (Some(Ended::WrongCode), _) => HandoffLink::WrongCode,
            (Some(Ended::Cancelled | Ended::Replaced), _) => HandoffLink::Ended,
            (None, Some(_)) => HandoffLink::Used,
            (None, None) if !stored_sessions::is_of(&mut tx, &handoff.user, &handoff.session).await? => {
                HandoffLink::Ended
            }
            (None, None) if good => HandoffLink::Good,
            (None, None) => HandoffLink::Old,
        })
    }

    pub(super) async fn open_handoff(&self, caller: &Caller, token: &str, code: &str) -> Result<String, Fault> {
        let code = typed_code(code)?;
        let (account, user) = {
            let mut tx = self.store.read().await?;
            let (handoff, _) = self.linked(&mut tx, token).await?;
            (handoff.account, handoff.user)
        };
        let phone = new_token();
        let mut tx = self.store.write().await?;
        tx.act_as(Actor::User(user));
        accounts::lock(&mut tx, &account).await?.ok_or(AppError::HandoffOver)?;
        let now = self.clock.now();
        let (handoff, good) = self.linked(&mut tx, token).await?;
        if !good || handoff.ended.is_some() || handoff.opened.is_some() {
            return Err(AppError::HandoffOver.into());
        }
        if !bool::from(handoff.code.as_bytes().ct_eq(code.as_bytes())) {
            return Err(self.typed_wrong(tx, caller, &handoff).await?.into());
        }
        let hash = hash_token(&phone);
        if !handoffs::open(&mut tx, &handoff.id, &hash, caller.device, now).await? {
            return Err(AppError::HandoffOver.into());
        }
        // A session that ended meanwhile hands nothing off.
        if handoffs::of_phone(&mut tx, &hash, self.alive(), self.let_in_since()).await?.is_none() {
            return Err(AppError::HandoffOver.into());
        }
        self.record(&mut tx, Subject::Handoff(&handoff.id), "opened", &[]).await?;
        tx.commit().await?;
        tracing::info!(handoff = %handoff.id, address = %caller.address, "a phone goes on");
        Ok(self.cookie.keep_phone(&phone, self.policy.phone_life.as_secs()))
    }

    /// Counts another code than the right one, under the account's lock; what its person is told.
    async fn typed_wrong(&self, mut tx: Tx, caller: &Caller, handoff: &Handoff) -> Result<AppError, Fault> {
        let spent = handoffs::count_wrong(&mut tx, &handoff.id).await? >= WRONG_MAX;
        if spent {
            handoffs::end(&mut tx, &handoff.account, Ended::WrongCode, self.clock.now()).await?;
        }
        self.record(&mut tx, Subject::Handoff(&handoff.id), "wrong code", &[]).await?;
        tx.commit().await?;
        tracing::warn!(handoff = %handoff.id, address = %caller.address, spent, "another code was typed on a phone");
        Ok(if spent { AppError::HandoffOver } else { AppError::WrongCode })
    }

    /// The phone that shows this token, while it may go on or still look.
    ///
    /// # Errors
    /// The database failed.
    pub async fn phone_of(&self, token: &str) -> Result<Option<Phone>, Fault> {
        let mut tx = self.store.read().await?;
        let found = handoffs::of_phone(&mut tx, &hash_token(token), self.alive(), self.let_in_since()).await?;
        let Some(handoff) = found else { return Ok(None) };
        let account = accounts::lookup(&mut tx, &handoff.account).await?.ok_or(AppError::HandoffOver)?;
        let who = SignedIn {
            user: handoff.user,
            // Whatever its person may do: a phone does not.
            role: Role::Buyer,
            account: handoff.account,
            telephony: account.telephony,
            session: handoff.session,
            proven_at: None,
            by_phone: None,
        };
        Ok(Some(Phone::of(handoff.id, who)))
    }

    /// Whether a phone with this token may still go on.
    ///
    /// # Errors
    /// The database failed.
    pub async fn phone_lives(&self, token: &str) -> Result<bool, Fault> {
        Ok(self.phone_of(token).await?.is_some())
    }

    pub(super) async fn phone(&self, phone: &Phone) -> Result<PhoneView, Fault> {
        let case = self.verification(phone.who()).await?;
        let mut tx = self.store.read().await?;
        let latest = handoffs::latest(&mut tx, &phone.who().account).await?;
        let handoff = latest.filter(|latest| latest.id == *phone.handoff()).ok_or(AppError::HandoffOver)?;
        let asks = matches!(case.step, Step::Document { .. } | Step::Selfie { .. } | Step::TryAgain { .. });
        // It was let go, and somebody decided or took it back since: what comes next is not this phone's.
        if asks && handoff.opened.as_ref().is_some_and(|opened| opened.done.is_some()) {
            return Err(AppError::HandoffOver.into());
        }
        let (waiting, bought) = orders::of_identity(&mut tx, &handoff.account, handoff.created_at).await?;
        let case = VerifyView { orders: Vec::new(), applications: Vec::new(), handoff: None, ..case };
        Ok(PhoneView { case, waiting, bought })
    }
}

/// A number as people type it, with its country code.
fn typed(text: &str) -> Result<PhoneNumber, AppError> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')')).collect();
    let number: PhoneNumber = plain.parse()?;
    // Messages to elsewhere cost what whoever has them sent may earn by, islands of +1 too; the code on the screen works
    // everywhere.
    let is_near = |area| match area {
        Area::Country(country) => [CountryCode::US, CountryCode::CA, CountryCode::PR].contains(&country),
        Area::TollFree | Area::NonGeographic => true,
        Area::Unknown => false,
    };
    if number.nanp().is_some_and(|(npa, _)| is_near(Area::of(npa))) {
        Ok(number)
    } else {
        Err(AppError::Invalid("phone number".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rqrr::PreparedImage;

    /// What a phone's camera reads in the picture that the page draws.
    fn scanned(QrCode { side, path }: &QrCode) -> String {
        // Dark where the path draws: each part is `M{x} {y}h{w}v1h-{w}z`.
        let mut dark = vec![vec![false; *side]; *side];
        for part in path.split('M').skip(1) {
            let (place, run) = part.split_once('h').expect("a run");
            let (x, y) = place.split_once(' ').expect("a place");
            let (x, y): (usize, usize) = (x.parse().expect("x"), y.parse().expect("y"));
            let wide: usize = run.split_once('v').expect("its height").0.parse().expect("a width");
            dark[y][x..x + wide].fill(true);
        }
        let (scale, quiet) = (4, 4);
        let size = (side + 2 * quiet) * scale;
        let mut picture = PreparedImage::prepare_from_greyscale(size, size, |x, y| {
            let at = |place: usize| (place / scale).checked_sub(quiet).filter(|place| place < side);
            let is_dark = at(x).zip(at(y)).is_some_and(|(x, y)| dark[y][x]);
            if is_dark { 0 } else { 255 }
        });
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1, "one code");
        grids[0].decode().expect("it can be read").1
    }

    #[test]
    fn a_code_is_read_as_its_link() {
        for link in [
            "https://numbers.example/handoff/".to_owned() + &"aZ0-_".repeat(12),
            format!("https://{}.example/handoff/{}", "long".repeat(10), "x".repeat(59)),
        ] {
            assert_eq!(scanned(&qr(&link).expect("a code")), link);
        }
    }

    #[test]
    fn a_code_is_read_at_a_glance_and_is_another_each_time() {
        let codes: std::collections::BTreeSet<String> = (0..300).map(|_| new_code()).collect();
        assert!(codes.len() > 250, "{}", codes.len());
        for code in &codes {
            assert!(code.len() == usize::from(CODE_DIGITS) && !code.starts_with('0'), "{code}");
            assert_eq!(typed_code(code).as_ref(), Ok(code));
        }
    }

    #[test]
    fn a_code_is_taken_as_people_type_it() {
        for text in ["4727", " 4727 ", "47 27", "4\u{a0}727"] {
            assert_eq!(typed_code(text), Ok("4727".to_owned()), "{text}");
        }
        for text in ["", " ", "47272", "472", "47a7", "-472", "\u{664}727"] {
            assert_eq!(typed_code(text), Err(AppError::Invalid("code".to_owned())), "{text}");
        }
    }

    #[test]
    fn a_number_is_taken_as_people_write_it() {
        for text in ["+1 202 555 0123", "+1 (202) 555-0123", " +12025550123", "+1.202.555.0123"] {
            assert_eq!(typed(text).map(|number| number.as_e164().to_owned()), Ok("+12025550123".to_owned()), "{text}");
        }
        for text in ["", "202 555 0123", "+1 202 555", "+1 876 555 0123", "+1 102 555 0123", "home"] {
            assert!(typed(text).is_err(), "{text}");
        }
    }
}
