//! Many posters in the real window: chosen, refused once, put right, all there; and known from then on.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Locked, desk::Desk};

/// The posters in a folder, without what is under way.
fn posters(folder: &Path) -> BTreeSet<String> {
    let names = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.')).collect()
}

async fn choose_all(desk: &Desk) {
    desk.click("[data-testid=card] [data-testid=tick]").await;
    desk.click("[data-testid=select-all]").await;
    desk.picture("batch-chosen").await;
    desk.click("[data-testid=save-selected]").await;
}

/// Waits until so many posters are in the folder.
async fn until(folder: &Path, count: usize) {
    let begin = Instant::now();
    while posters(folder).len() < count {
        assert!(
            begin.elapsed() < Duration::from_secs(180),
            "{} of {count} posters came",
            posters(folder).len()
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_refused_once_and_put_right_and_its_posters_are_known() {
    let desk = Desk::open(None).await;
    let locked = Locked::new(&desk.folder);
    choose_all(&desk).await;
    desk.guidance("misplaced").await;
    desk.picture("batch-refused").await;
    assert_eq!(posters(&desk.folder).len(), 0);
    drop(locked);
    desk.click("[data-testid=offer-retry]").await;
    until(&desk.folder, 32).await;
    desk.find("[data-testid=batch-summary]").await;
    desk.find("[data-testid=badge]").await;
    desk.picture("batch-saved").await;
    // Once more: nothing is saved twice.
    let before = posters(&desk.folder);
    desk.click("[data-testid=batch-close]").await;
    choose_all(&desk).await;
    desk.find("[data-testid=batch-summary]").await;
    desk.picture("batch-known").await;
    assert_eq!(posters(&desk.folder), before);
    // The history has every poster of the batch, and what the next start finds is in the same place.
    desk.click("[data-testid=history]").await;
    desk.find("[data-testid=history-row][data-outcome=saved] [class*=facts]").await;
    desk.picture("history").await;
    let rows = desk.find("[data-testid=history-panel] li").await.attr("aria-setsize").await.unwrap();
    assert_eq!(rows.as_deref(), Some("32"));
    desk.close().await;
}
