// Passkeys: reads or makes one with the browser, puts the answer into the form and sends it.
// A form says data-passkey="get" or "create"; its options stand in the page (#passkey-options) or at data-options-url.
"use strict";
{
  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    let letters = "";
    for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const readable = (options, kind) => {
    const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (kind === "create") {
      key.user = { ...key.user, id: bytes(key.user.id) };
      key.excludeCredentials = known(key.excludeCredentials);
      // The device keeps the person's id with the key, so that the key can sign in without an address typed first.
      const kept = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
      key.authenticatorSelection = { ...key.authenticatorSelection, ...kept };
    } else {
      key.allowCredentials = known(key.allowCredentials);
    }
    return { publicKey: key };
  };

  const writable = (credential) => {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const optionsOf = async (form) => {
    if (form.dataset.optionsUrl) {
      const answer = await fetch(form.dataset.optionsUrl, {
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      });
      return (await answer.json()).request_options;
    }
    const data = JSON.parse(document.getElementById("passkey-options").textContent);
    return data.creation_options || data.request_options;
  };

  const begin = (form) => {
    const kind = form.dataset.passkey;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      const trouble = form.querySelector("[data-passkey-error]");
      trouble.hidden = true;
      try {
        const options = readable(await optionsOf(form), kind);
        const credential = await navigator.credentials[kind](options);
        form.elements.credential.value = JSON.stringify(writable(credential));
        form.submit();
      } catch {
        trouble.hidden = false;
      }
    });
  };

  if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(begin);
}
