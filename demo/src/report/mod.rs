//! The HTML report: one self-contained file, charts as inline SVG, no script.
mod chart;
mod page;

use crate::story::Story;
use anyhow::{Context, Result};
use std::path::Path;

/// Writes `report.html` and `story.json` into `folder`.
pub fn write(story: &Story, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create the report folder {}", folder.display()))?;
    let html = folder.join("report.html");
    std::fs::write(&html, page::render(story))
        .with_context(|| format!("cannot write {}", html.display()))?;
    let json = folder.join("story.json");
    std::fs::write(&json, serde_json::to_vec_pretty(story)?)
        .with_context(|| format!("cannot write {}", json.display()))?;
    Ok(())
}
