//! A capture worker, and what it answers.

use std::{cell::RefCell, collections::VecDeque, future::Future, rc::Rc};

use capture::Ask;
use futures::channel::oneshot;
use js_sys::{Array, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{ImageBitmap, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Whoever waits for an answer, the first first: questions are answered in their order.
type Waiting = Rc<RefCell<VecDeque<oneshot::Sender<JsValue>>>>;

/// A worker. It ends with this, and whoever waits for it then gets nothing.
pub(super) struct CaptureWorker {
    worker: Worker,
    waiting: Waiting,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

impl Drop for CaptureWorker {
    fn drop(&mut self) {
        self.worker.terminate();
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
    }
}

impl CaptureWorker {
    /// Starts one; nothing where the page has none, or the browser runs none.
    pub(super) fn start() -> Option<Self> {
        let script = document().document_element()?.get_attribute("data-capture")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&script, &options).ok()?;
        let waiting = Waiting::default();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let waiting = Rc::clone(&waiting);
            move |message: MessageEvent| {
                let next = waiting.borrow_mut().pop_front();
                if let Some(next) = next {
                    let _ = next.send(message.data());
                }
            }
        });
        // A script that does not load answers nobody.
        let on_error = Closure::<dyn Fn()>::new({
            let waiting = Rc::clone(&waiting);
            move || waiting.borrow_mut().clear()
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, waiting, _on_message: on_message, _on_error: on_error })
    }

    /// Asks; the answer outlives no worker. A frame goes to the worker, and is empty here afterwards.
    pub(super) fn ask(&self, ask: Ask, what: &JsValue) -> impl Future<Output = Option<JsValue>> + use<> {
        let (answer, answered) = oneshot::channel();
        self.waiting.borrow_mut().push_back(answer);
        let question = Object::new();
        let _ = Reflect::set(&question, &"ask".into(), &ask.as_str().into());
        let _ = Reflect::set(&question, &"what".into(), what);
        let given = if what.has_type::<ImageBitmap>() { Array::of1(what) } else { Array::new() };
        if self.worker.post_message_with_transfer(&question, &given).is_err() {
            self.waiting.borrow_mut().pop_back();
        }
        async move { answered.await.ok() }
    }
}

/// A field of an answer.
pub(super) fn field(answer: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(answer, &JsValue::from(name)).ok().filter(|value| !value.is_undefined())
}
