// Furo's own line, in a file so that a content security policy can refuse every script inside a page.
document.body.dataset.theme = localStorage.getItem("theme") || "auto";
