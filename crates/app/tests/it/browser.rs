//! A Chromium without a window, led by its driver.

mod device;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::prelude::*;

pub(crate) use device::Scripts;

/// How long the next page may take.
const NEXT_PAGE_WITHIN: Duration = Duration::from_secs(20);
/// How long to wait between two looks at a page.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// No window, no sandbox (containers have none), and nothing that calls home.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en",
    "--window-size=1280,1000",
    // A page that scrolls smoothly is still moving when the driver clicks.
    "--force-prefers-reduced-motion",
];
/// Where `scripts/test` installs the checker of accessibility, from the root of the tree.
const AXE: &str = "target/axe/node_modules/axe-core/axe.min.js";
/// Runs it for levels A and AA of WCAG 2.2 and tells what it found.
const RUN_AXE: &str = "
    const tell = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const look = async (theme) => {
        document.documentElement.dataset.theme = theme;
        const found = await axe.run({ runOnly: tags });
        if (found.passes.length === 0) return ['nothing was checked'];
        return found.violations.flatMap((fault) => fault.nodes.map((node) =>
            theme + ': ' + fault.id + ': ' + fault.help + ': ' + node.html));
    };
    const both = async () => [...await look('light'), ...await look('dark')];
    both().then(tell, (error) => tell(['axe failed: ' + error]));
";

/// A running driver with one window; both are ended when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    window: WebDriver,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser with a fresh profile.
    pub(crate) async fn start() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let port = port(&mut driver);
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wishes.add_arg(flag).unwrap();
        }
        let profile = tempfile::tempdir().unwrap();
        wishes
            .add_arg(&format!("--user-data-dir={}", profile.path().display()))
            .unwrap();
        let window = WebDriver::new(format!("http://127.0.0.1:{port}"), wishes)
            .await
            .unwrap();
        Self { driver, window, _profile: profile }
    }

    /// Lets a story happen in the window. If it fails, what the window showed last is kept.
    pub(crate) async fn tell<F, T>(self, story: impl FnOnce(Window) -> F) -> T
    where
        F: Future<Output = T> + Send + 'static,
        T: Send + 'static,
    {
        let told = tokio::spawn(story(Window(self.window.clone()))).await;
        if told.is_err() {
            self.keep_last_page().await;
        }
        self.window.clone().quit().await.unwrap();
        match told {
            Ok(result) => result,
            Err(failure) => std::panic::resume_unwind(failure.into_panic()),
        }
    }

    async fn keep_last_page(&self) {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let name = format!("last-page-{}", self.driver.id());
        if let Ok(picture) = self.window.screenshot_as_png().await {
            let _ = std::fs::write(directory.join(&name).with_extension("png"), picture);
        }
        if let Ok(source) = self.window.source().await {
            let _ = std::fs::write(directory.join(&name).with_extension("html"), source);
        }
        eprintln!("the last page is in {}", directory.join(name).display());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to end.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// What a person does in a window. Everything waits until what it needs is there.
pub(crate) struct Window(WebDriver);

impl Window {
    /// Opens an address.
    pub(crate) async fn open(&self, url: &str) {
        self.0.goto(url).await.unwrap();
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.0.refresh().await.unwrap();
    }

    /// The text of what the selector finds first.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.find(selector).await.text().await.unwrap()
    }

    /// What is in a field.
    pub(crate) async fn value(&self, selector: &str) -> String {
        self.find(selector)
            .await
            .prop("value")
            .await
            .unwrap()
            .unwrap_or_default()
    }

    /// Types into a field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks, and waits for something that only the next page has.
    pub(crate) async fn click_for(&self, selector: &str, next: &str) {
        self.find(selector).await.click().await.unwrap();
        self.find(next).await;
    }

    /// Clicks the link with these words within what the selector finds.
    pub(crate) async fn follow(&self, within: &str, words: &str, next: &str) {
        let link = self
            .0
            .query(By::Css(format!("{within} a")))
            .wait(NEXT_PAGE_WITHIN, LOOK_AGAIN);
        let words = words.to_owned();
        let link = link.with_text(words).first().await.unwrap();
        link.click().await.unwrap();
        self.find(next).await;
    }

    /// What axe finds wrong with the page, one line each: the page, the rule and the element.
    pub(crate) async fn axe(&self, page: &str) -> Vec<String> {
        self.find("main").await;
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .join(AXE);
        let checker = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{AXE}: {error}; scripts/test installs it"));
        self.0.execute(checker, vec![]).await.unwrap();
        let found = self.0.execute_async(RUN_AXE, vec![]).await.unwrap();
        let lines: Vec<String> = found.convert().unwrap();
        lines
            .into_iter()
            .map(|line| format!("{page}: {line}"))
            .collect()
    }

    pub(crate) async fn find(&self, selector: &str) -> WebElement {
        let found = self
            .0
            .query(By::Css(selector))
            .wait(NEXT_PAGE_WITHIN, LOOK_AGAIN);
        found.desc(selector).first().await.unwrap()
    }
}

/// The port that the driver chose, from what it says when it is ready.
fn port(driver: &mut Child) -> u16 {
    let mut said = String::new();
    for line in BufReader::new(driver.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return port.trim_end_matches('.').parse().unwrap();
        }
        said.push_str(&line);
    }
    panic!("chromedriver said {said}");
}
