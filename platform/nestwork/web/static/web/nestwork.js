/* Keys, timer, toasts, focus. Every page works without this file. */
document.documentElement.classList.add("js");
