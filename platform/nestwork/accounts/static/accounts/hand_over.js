// Sends the hand-over's form at once; without script its button does the same.
"use strict";
document.querySelector("form[data-hand-over]")?.requestSubmit();
