// The little that a page does by itself: everything else is done by the service.
(() => {
  const root = document.documentElement;

  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-theme-switch]")) {
      const theme = isDark() ? "light" : "dark";
      root.dataset.theme = theme;
      // A cookie, so that the service draws the next page in it from the beginning.
      document.cookie = `tx-theme=${theme}; path=/; max-age=31536000; samesite=strict`;
    }
    // Otherwise the page would be scrolled there and the focus left behind.
    if (event.target.closest?.(".skip")) {
      event.preventDefault();
      document.getElementById("content").focus();
    }
    if (event.target.closest?.(".reload")) {
      event.preventDefault();
      location.reload();
    }
  });

  // A picture as PNG: drawn here of the SVG, twice as large, for screens that show that.
  document.addEventListener("click", async event => {
    const link = event.target.closest?.("a[data-png]");
    if (!link)
      return;
    event.preventDefault();
    event.stopPropagation();
    const answer = await fetch(link.href);
    if (!answer.ok) {
      location.href = link.href;
      return;
    }
    const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(source);
    const saved = document.createElement("a");
    saved.href = URL.createObjectURL(await new Promise(done => canvas.toBlob(done, "image/png")));
    saved.download = link.download;
    saved.click();
    setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
  }, true);

  // A service that was started anew knows nothing of this page: it is loaded anew, as soon as that works.
  const comeBack = async () => {
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // Still away.
    }
    setTimeout(comeBack, 2000);
  };

  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    if (event.detail.state === "failed" || event.detail.state === "rejected")
      comeBack();
  });
})();
