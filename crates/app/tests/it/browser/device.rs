//! Keys, fingers, sizes and switches: what differs between the devices of people.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::Window;

/// Whether pages may run scripts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// They may.
    On,
    /// They may not.
    Off,
}

impl Window {
    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: impl Into<char>) {
        let key: char = key.into();
        let chain = self.0.action_chain();
        chain.send_keys(key.to_string()).perform().await.unwrap();
    }

    /// The words of the element that has the focus, in one line.
    pub(crate) async fn focused(&self) -> String {
        self.run("return document.activeElement.innerText.replace(/\\s+/g, ' ').trim()")
            .await
    }

    /// Presses Tab until the focus is on what the selector finds, at most so often.
    pub(crate) async fn tab_to(&self, selector: &str, most: usize) {
        let there = format!("return document.activeElement.matches({})", json!(selector));
        for _ in 0..most {
            self.press(Key::Tab).await;
            if self.run(&there).await {
                return;
            }
        }
        panic!("{most} times Tab did not lead to {selector}");
    }

    /// Touches the middle of what the selector finds with a finger.
    pub(crate) async fn touch(&self, selector: &str) {
        self.find(selector).await;
        let middle = format!(
            "const e = document.querySelector({}); e.scrollIntoView({{ block: 'center' }});
             const r = e.getBoundingClientRect();
             return [r.x + r.width / 2, r.y + r.height / 2]",
            json!(selector)
        );
        let (x, y): (f64, f64) = self.run(&middle).await;
        let finger = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        self.tool("Input.dispatchTouchEvent", finger).await;
        let away = json!({ "type": "touchEnd", "touchPoints": [] });
        self.tool("Input.dispatchTouchEvent", away).await;
    }

    /// Makes the window a phone of this width, with a touch screen.
    pub(crate) async fn become_phone(&self, width: u32) {
        let size = json!({
            "width": width, "height": 740, "deviceScaleFactor": 2, "mobile": true
        });
        self.tool("Emulation.setDeviceMetricsOverride", size).await;
        let touch = json!({ "enabled": true });
        self.tool("Emulation.setTouchEmulationEnabled", touch).await;
    }

    /// Makes the window a screen of this width again.
    pub(crate) async fn become_screen(&self, width: u32) {
        let size = json!({
            "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false
        });
        self.tool("Emulation.setDeviceMetricsOverride", size).await;
        let touch = json!({ "enabled": false });
        self.tool("Emulation.setTouchEmulationEnabled", touch).await;
    }

    /// Shows pages as on paper, or as on a screen.
    pub(crate) async fn show_as(&self, medium: &str) {
        self.tool("Emulation.setEmulatedMedia", json!({ "media": medium }))
            .await;
    }

    /// Lets pages run scripts, or not.
    pub(crate) async fn allow(&self, scripts: Scripts) {
        let value = json!({ "value": scripts == Scripts::Off });
        self.tool("Emulation.setScriptExecutionDisabled", value)
            .await;
    }

    /// Lets pages read and write the clipboard, as a person would allow when asked.
    pub(crate) async fn grant_clipboard(&self) {
        let wish = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.tool("Browser.grantPermissions", wish).await;
    }

    /// Forgets all cookies.
    pub(crate) async fn forget(&self) {
        self.tool("Network.clearBrowserCookies", json!({})).await;
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) async fn run<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        let returned = self.0.execute(script, vec![]).await.unwrap();
        returned.convert().unwrap()
    }

    /// The path and query of the page.
    pub(crate) async fn place(&self) -> String {
        let url = self.0.current_url().await.unwrap();
        url.as_str()[url.origin().ascii_serialization().len()..].to_owned()
    }

    /// How many elements the selector finds on the page that is there.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        self.0.find_all(By::Css(selector)).await.unwrap().len()
    }

    /// The texts of all elements that the selector finds.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.0.find_all(By::Css(selector)).await.unwrap() {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    async fn tool(&self, command: &str, arguments: Value) {
        self.0.cdp().send_raw(command, arguments).await.unwrap();
    }
}
