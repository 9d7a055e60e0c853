//! What a browser says of itself, as coarse as a person needs to know it again: its name and its system, no version.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::Malformed;

/// Name and system of a browser, each as far as it is known. As text, one word each: `firefox linux`, `- android`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The browser.
    pub browser: Option<Browser>,
    /// What it runs on.
    pub system: Option<System>,
}

/// Declares things by their word, the name that people know, and the mark in a `User-Agent` that tells them apart: the
/// first mark that is found counts.
macro_rules! known_by {
    ($(#[$doc:meta])* $type:ident, $($(#[$each:meta])* $variant:ident = $word:literal, $name:literal, $mark:literal;)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$each])* $variant),+
        }
        impl $type {
            const ALL: &[Self] = &[$(Self::$variant),+];

            /// What people call it; the same in every language.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
            const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            const fn mark(self) -> &'static str {
                match self { $(Self::$variant => $mark),+ }
            }
        }
    };
}

// Most browsers claim to be others too, so the order counts: the one that is claimed by most comes last.
known_by!(
    /// A browser.
    Browser,
    /// Microsoft's.
    Edge = "edge", "Edge", "Edg";
    /// Opera's.
    Opera = "opera", "Opera", "OPR/";
    /// Samsung's.
    Samsung = "samsung", "Samsung Internet", "SamsungBrowser/";
    /// Mozilla's on an iPhone or iPad.
    FirefoxIos = "firefox-ios", "Firefox", "FxiOS/";
    /// Mozilla's.
    Firefox = "firefox", "Firefox", "Firefox/";
    /// Google's on an iPhone or iPad.
    ChromeIos = "chrome-ios", "Chrome", "CriOS/";
    /// Google's, and what is built of it.
    Chrome = "chrome", "Chrome", "Chrome/";
    /// Apple's.
    Safari = "safari", "Safari", "Safari/";
);

known_by!(
    /// What a browser runs on.
    System,
    /// Apple's telephone.
    IPhone = "iphone", "iPhone", "iPhone";
    /// Apple's tablet, where it says so.
    IPad = "ipad", "iPad", "iPad";
    /// Google's, which says that it is a Linux too.
    Android = "android", "Android", "Android";
    /// Microsoft's.
    Windows = "windows", "Windows", "Windows NT";
    /// Google's laptop.
    ChromeOs = "chromeos", "ChromeOS", "CrOS";
    /// Apple's computer.
    Mac = "mac", "Mac", "Macintosh";
    /// Any other Linux.
    Linux = "linux", "Linux", "Linux";
);

impl Device {
    /// Reads a `User-Agent`. Anybody can write one, so it describes and proves nothing.
    #[must_use]
    pub fn of_agent(agent: &str) -> Self {
        Self {
            browser: Browser::ALL.iter().copied().find(|browser| agent.contains(browser.mark())),
            system: System::ALL.iter().copied().find(|system| agent.contains(system.mark())),
        }
    }
}

/// Stands for what is not known.
const UNKNOWN: &str = "-";

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.browser.map_or(UNKNOWN, Browser::word), self.system.map_or(UNKNOWN, System::word))
    }
}

impl FromStr for Device {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        const MALFORMED: Malformed = Malformed("device");
        let (browser, system) = text.split_once(' ').ok_or(MALFORMED)?;
        let browser_of = |word: &str| Browser::ALL.iter().copied().find(|browser| browser.word() == word);
        let system_of = |word: &str| System::ALL.iter().copied().find(|system| system.word() == word);
        Ok(Self {
            browser: if browser == UNKNOWN { None } else { Some(browser_of(browser).ok_or(MALFORMED)?) },
            system: if system == UNKNOWN { None } else { Some(system_of(system).ok_or(MALFORMED)?) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_what_it_says_of_itself() {
        for (agent, word) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "firefox linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                 Safari/537.36 Edg/140.0.0.0",
                "edge windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile \
                 Safari/537.36",
                "chrome android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.5 Mobile/15E148 Safari/604.1",
                "safari iphone",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 CriOS/140.0.0.0 Mobile/15E148 Safari/604.1",
                "chrome-ios ipad",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 \
                 Safari/605.1.15",
                "safari mac",
            ),
            ("curl/8.14.1", "- -"),
            ("", "- -"),
        ] {
            assert_eq!(Device::of_agent(agent).to_string(), word, "{agent}");
        }
    }

    #[test]
    fn every_device_is_read_back_from_its_word() {
        let browsers = Browser::ALL.iter().copied().map(Some).chain([None]);
        for browser in browsers {
            for system in System::ALL.iter().copied().map(Some).chain([None]) {
                let device = Device { browser, system };
                assert_eq!(device.to_string().parse(), Ok(device));
            }
        }
        for bad in ["", "-", "firefox", "firefox linux ", "Firefox linux", "firefox -linux"] {
            assert_eq!(bad.parse::<Device>(), Err(Malformed("device")), "{bad:?}");
        }
    }
}
