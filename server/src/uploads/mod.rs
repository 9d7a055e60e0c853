//! `POST /uploads/document` and `/uploads/selfie`, and `/uploads/phone/…` for a phone that goes on for an account:
//! pictures on plain routes, not server functions, whose multipart bodies know no limit. Who is asked for, and which page
//! a form without script is sent back to with 303, is the place's; the page's own code gets 204, or the error as JSON.

pub mod intake;
mod seats;

pub use seats::Seats;

use app::{
    AppError,
    api::sign_in::SESSION_ENDED,
    desk::{CONSENT_VERSION, Caller, SignedIn},
    domain::{
        CountryCode,
        id_document::{IdDocument, IdType},
        verification::{Collected, Pose},
    },
    error::PictureProblem,
    picture::{BYTES_MAX, SIDE_HEADER},
    place::Place,
};
use axum::{
    Extension,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use std::{collections::HashMap, sync::Arc};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinError,
};
use zeroize::Zeroizing;

use crate::{
    desk::{NewPicture, Shop, check_consent, fault::Fault, internal},
    web::{refuse, wants_page},
};

/// The largest picture.
const PICTURE_MAX: usize = BYTES_MAX as usize;
/// The largest text field.
const TEXT_MAX: usize = 200;
/// The most text fields.
const TEXTS_MAX: usize = 8;
/// The largest request: three pictures and what stands around them.
pub const BODY_MAX: usize = 3 * PICTURE_MAX + 64 * 1024;
/// Every picture that a form may hold.
const SIDES: [&str; 5] = ["front", "back", Pose::Center.as_str(), Pose::Left.as_str(), Pose::Right.as_str()];
/// Words in a client's file name by which demo mode steers the identity emulator.
const STEERING: [&str; 6] = ["declined", "review", "retry", "late", "lost", "twice"];

/// What the routes need.
#[derive(Clone)]
pub struct Uploads {
    /// The store.
    pub shop: Arc<Shop>,
    /// Decodes at once: a 12-megapixel picture takes half a second of a core.
    pub decodes: Arc<Semaphore>,
    /// Uploads at once: each holds its pictures in memory.
    pub seats: Seats,
}

/// What a route needs: the same in each place.
#[derive(Clone)]
pub struct Door {
    /// What takes the pictures.
    pub uploads: Uploads,
    /// From where they come, and where a form without script comes back to.
    pub place: Place,
}

/// What went wrong, and with which field.
struct Problem {
    error: AppError,
    side: &'static str,
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Self { error, side: "" }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        AppError::from(fault).into()
    }
}

/// A form as it was sent.
#[derive(Default)]
struct Form {
    texts: HashMap<String, String>,
    files: HashMap<&'static str, File>,
}

struct File {
    name: String,
    bytes: Zeroizing<Vec<u8>>,
}

/// Takes pictures of a document: fields `country`, `id_type`, files `front` and, where the type has one, `back`. A side
/// that is here already may be left out; with a field `more` also one that is to come.
pub async fn document(
    State(door): State<Door>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    answer(&headers, door.place.page(), door.uploads.document(caller.at(door.place), form).await)
}

/// Takes the selfie and hands the case over: fields `consent` and `language`, file `selfie`, and where three poses are
/// asked for `selfie_left` and `selfie_right`.
pub async fn selfie(
    State(door): State<Door>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    form: Sent,
) -> Response {
    answer(&headers, door.place.page(), door.uploads.selfie(caller, door.place, form).await)
}

/// A body, if it is the form that it must be.
type Sent = Result<Multipart, MultipartRejection>;

impl Uploads {
    /// Each side that can be read is kept, whatever is wrong with the other: only that one is asked for again.
    async fn document(&self, who: Result<SignedIn, AppError>, form: Sent) -> Result<(), Problem> {
        let who = who?;
        let _seat = self.seats.take(&who.account).ok_or(AppError::UploadBusy)?;
        let mut here = self.shop.collected(&who).await?;
        let mut form = read(form).await?;
        let country: CountryCode = form.text("country").parse().map_err(AppError::from)?;
        let kind: IdType = form.text("id_type").parse().map_err(AppError::from)?;
        let document = IdDocument::new(country, kind).map_err(AppError::from)?;
        let (mut pictures, mut wrong) = (Vec::new(), None);
        for side in sides(document) {
            let Some(file) = form.files.remove(side) else { continue };
            match self.picture(file, side).await {
                Ok(picture) => pictures.push(picture),
                Err(problem) => wrong = wrong.or(Some(problem)),
            }
        }
        if here.document != Some(document) {
            here = Collected::default();
        }
        if !pictures.is_empty() {
            here = self.shop.take_document(&who, document, pictures).await?;
        }
        let missing = sides(document).iter().find(|side| !if **side == "front" { here.front } else { here.back });
        match (wrong, missing) {
            (Some(problem), _) => Err(problem),
            (None, Some(side)) if form.text("more").is_empty() => Err(refused(side, PictureProblem::Missing)),
            (None, _) => Ok(()),
        }
    }

    async fn selfie(&self, caller: Caller, place: Place, form: Sent) -> Result<(), Problem> {
        let who = caller.clone().at(place)?;
        let _seat = self.seats.take(&who.account).ok_or(AppError::UploadBusy)?;
        if self.shop.selfie_is_given(&who).await? {
            return Ok(());
        }
        self.shop.may_take_selfie(&who).await?;
        let mut form = read(form).await?;
        check_consent(form.text("consent"))?;
        let language = caller.read_in(form.text("language"))?;
        let mut pictures = Vec::new();
        for pose in self.shop.poses().wanted() {
            let side = pose.as_str();
            let file = form.files.remove(side).ok_or_else(|| refused(side, PictureProblem::Missing))?;
            pictures.push(self.picture(file, side).await?);
        }
        self.shop.consent(&who, CONSENT_VERSION, language).await?;
        Ok(self.shop.take_selfie(&who, pictures).await?)
    }

    /// Checks and re-encodes one picture, off the executor.
    async fn picture(&self, file: File, side: &'static str) -> Result<NewPicture, Problem> {
        let fault = |error: &dyn std::error::Error| Problem { error: internal(error), side };
        let place = Arc::clone(&self.decodes).acquire_owned().await.map_err(|closed| fault(&closed))?;
        let name = self.vendor_name(side, &file.name);
        let decoded = bounded(place, move || intake::reencode(&file.bytes)).await;
        let jpeg = decoded.map_err(|panicked| fault(&panicked))?.map_err(|problem| refused(side, problem))?;
        Ok(NewPicture { kind: side, file_name: name, jpeg })
    }

    /// The neutral name of a picture; in demo mode with the word that steers the emulator.
    fn vendor_name(&self, side: &str, client_name: &str) -> String {
        match steering(client_name).filter(|_| self.shop.demo) {
            Some(word) => format!("{side}-{word}.jpg"),
            None => format!("{side}.jpg"),
        }
    }
}

const fn refused(side: &'static str, problem: PictureProblem) -> Problem {
    Problem { error: AppError::Picture(problem), side }
}

/// What a document has.
const fn sides(document: IdDocument) -> &'static [&'static str] {
    if document.needs_back() { &["front", "back"] } else { &["front"] }
}

/// The word in a file's name that steers the emulator; a whole word, as the emulator reads it, so that `template.jpg`
/// does not ask for `late`.
fn steering(client_name: &str) -> Option<&'static str> {
    let name = client_name.to_ascii_lowercase();
    name.split(|c: char| !c.is_ascii_alphabetic()).find_map(|word| STEERING.into_iter().find(|known| *known == word))
}

/// Works off the executor. The place goes with the work: a client that hangs up ends the future, not the decoding.
async fn bounded<T: Send + 'static>(
    place: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    let kept = move || {
        let done = work();
        drop(place);
        done
    };
    tokio::task::spawn_blocking(kept).await
}

impl Form {
    fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

fn malformed() -> AppError {
    AppError::Invalid("request".to_owned())
}

/// Reads a form field by field, each within its limit.
async fn read(form: Sent) -> Result<Form, Problem> {
    let mut form = form.map_err(|_| malformed())?;
    let mut read = Form::default();
    while let Some(field) = form.next_field().await.map_err(|_| malformed())? {
        let name = field.name().unwrap_or_default().to_owned();
        match SIDES.into_iter().find(|side| *side == name) {
            Some(side) => {
                let file =
                    File { name: field.file_name().unwrap_or_default().to_owned(), bytes: bytes(field, side).await? };
                // A file input that was left empty is sent as an empty file without a name.
                if !(file.bytes.is_empty() && file.name.is_empty()) {
                    read.files.insert(side, file);
                }
            }
            None => {
                if read.texts.len() >= TEXTS_MAX {
                    return Err(malformed().into());
                }
                read.texts.insert(name, text(field).await?);
            }
        }
    }
    Ok(read)
}

async fn text(mut field: Field<'_>) -> Result<String, AppError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| malformed())? {
        if bytes.len() + chunk.len() > TEXT_MAX {
            return Err(malformed());
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| malformed())
}

async fn bytes(mut field: Field<'_>, side: &'static str) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let mut bytes = Zeroizing::new(Vec::new());
    let broken = || Problem { error: AppError::Picture(PictureProblem::Damaged), side };
    while let Some(chunk) = field.chunk().await.map_err(|_| broken())? {
        if bytes.len() + chunk.len() > PICTURE_MAX {
            return Err(Problem { error: AppError::Picture(PictureProblem::TooBig), side });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn answer(headers: &HeaderMap, page: &str, done: Result<(), Problem>) -> Response {
    match done {
        Ok(()) if wants_page(headers) => Redirect::to(page).into_response(),
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(problem) if wants_page(headers) => Redirect::to(&way_back(page, &problem)).into_response(),
        Err(Problem { error, side: "" }) => refuse(error),
        Err(Problem { error, side }) => ([(SIDE_HEADER, side)], refuse(error)).into_response(),
    }
}

/// Where a form without script of `page` comes back to, with the problem as a word.
fn way_back(page: &str, problem: &Problem) -> String {
    let word = match &problem.error {
        AppError::SignInNeeded => return SESSION_ENDED.to_owned(),
        // The page says so itself.
        AppError::HandoffOver => return page.to_owned(),
        AppError::Picture(problem) => picture_word(*problem),
        AppError::Invalid(what) if what == "consent" => "consent",
        AppError::Invalid(what) if what != "request" => "country",
        _ => "later",
    };
    let side = if problem.side.is_empty() { String::new() } else { format!("&side={}", problem.side) };
    format!("{page}?problem={word}{side}")
}

const fn picture_word(problem: PictureProblem) -> &'static str {
    match problem {
        PictureProblem::Missing => "missing",
        PictureProblem::TooSmall => "too_small",
        PictureProblem::TooBig => "too_big",
        PictureProblem::NotAPicture => "not_a_picture",
        PictureProblem::Heic => "heic",
        PictureProblem::TooFewPixels => "too_few_pixels",
        PictureProblem::TooManyPixels => "too_many_pixels",
        PictureProblem::Damaged => "damaged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_steer() {
        for (name, word) in [
            ("declined.jpg", Some("declined")),
            ("FRONT_Review (2).JPG", Some("review")),
            ("my-late2lost.png", Some("late")),
            ("Preview.jpg", None),
            ("template.jpg", None),
            ("latest.jpg", None),
            ("", None),
        ] {
            assert_eq!(steering(name), word, "{name}");
        }
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_frees_no_place() {
        let decodes = Arc::new(Semaphore::new(2));
        let place = Arc::clone(&decodes).acquire_owned().await.expect("open");
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let decoding = bounded(place, move || {
            begun.send(()).ok();
            finished.recv().ok();
        });
        tokio::select! {
            _ = decoding => panic!("it waits"),
            begun = begins => begun.expect("begun"),
        }
        assert_eq!(decodes.available_permits(), 1, "the future is gone, the work is not");
        drop(finish);
        drop(decodes.acquire_many(2).await.expect("both places come back"));
    }
}
