// Passkeys: buttons appear only where the browser knows them, and a refusal by the device is said in words.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-needs-passkey]").forEach((one) => {
    one.hidden = false;
  });
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const failed = document.getElementById("passkey_failed");
    if (failed) failed.hidden = false;
  });
})();
