/* Keeps the pack of a suite in this browser, sealed with a passphrase that is nowhere kept, and opens it offline. */
"use strict";
(() => {
  const page = document.body.dataset;
  const ROUNDS = 600000, EVERY = 4 * 60 * 1000, KEEP_FOR = 24 * 3600 * 1000, LEAST = 12;
  const find = id => document.getElementById(id);
  const bytes = text => new TextEncoder().encode(text);
  let key = null, salt = null, timer = 0;

  const store = () => new Promise((done, failed) => {
    const asked = indexedDB.open("mips-packs", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("packs", { keyPath: ["suite", "at"] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

  const inStore = async (mode, act) => {
    const database = await store();
    return new Promise((done, failed) => {
      const asked = act(database.transaction("packs", mode).objectStore("packs"));
      asked.onsuccess = () => { done(asked.result); database.close(); };
      asked.onerror = () => { failed(asked.error); database.close(); };
    });
  };

  const keyOf = async (passphrase, itsSalt) => {
    const typed = await crypto.subtle.importKey("raw", bytes(passphrase), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: itsSalt, iterations: ROUNDS };
    return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };

  /* The suite and the minute stand outside, so that old packs can be told, and are sealed with the rest. */
  const cipher = pack => ({ name: "AES-GCM", iv: pack.iv, additionalData: bytes(`${pack.suite} ${pack.at}`) });

  const pull = async () => {
    const answer = await fetch(page.pack, { credentials: "same-origin", redirect: "error", cache: "no-store" });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const html = await answer.text();
    const at = /<time id="at" datetime="([^"]+)"/.exec(html);
    if (!at) throw new Error("the server sent no pack");
    const pack = { suite: page.suite, at: at[1], salt, iv: crypto.getRandomValues(new Uint8Array(12)) };
    pack.sealed = await crypto.subtle.encrypt(cipher(pack), key, bytes(html));
    await inStore("readwrite", packs => packs.put(pack));
    await destroyOld(Date.parse(pack.at));
  };

  const destroyOld = async now => {
    for (const each of await inStore("readonly", packs => packs.getAll()))
      if (each.suite === page.suite && now - Date.parse(each.at) > KEEP_FOR)
        await inStore("readwrite", packs => packs.delete([each.suite, each.at]));
  };

  const say = text => { find("said").textContent = text; };

  const once = async () => {
    try {
      await pull();
      say(`Kept at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}. Another is kept every four minutes while this page is open.`);
    } catch (failure) {
      say(`Not kept: ${failure.message}. If you were signed out, sign in again in another tab. It is tried again in four minutes.`);
    }
    await show();
  };

  const age = at => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / 60000));
    return minutes < 60 ? `${minutes}m old` : `${Math.floor(minutes / 60)}h ${minutes % 60}m old`;
  };

  const show = async () => {
    const packs = (await inStore("readonly", each => each.getAll())).sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    find("none").hidden = packs.length > 0;
    find("kept").replaceChildren(...packs.map(pack => {
      const line = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = `Open ${pack.suite} of ${new Date(pack.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
      button.addEventListener("click", () => open(pack));
      line.append(button, ` ${age(pack.at)}`);
      return line;
    }));
  };

  const open = async pack => {
    const typed = find("opening").value;
    find("opening").value = "";
    try {
      const html = await crypto.subtle.decrypt(cipher(pack), await keyOf(typed, pack.salt), pack.sealed);
      find("shown").srcdoc = new TextDecoder().decode(html);
      find("shown").hidden = false;
      find("close").hidden = false;
      find("opened").textContent = `${pack.suite}, ${age(pack.at)}. Nothing that happened later is here.`;
      find("shown").focus();
    } catch {
      find("opened").textContent = "The passphrase is wrong, or the copy was damaged. Type the passphrase and press the copy again.";
      find("opening").focus();
    }
  };

  find("keep").addEventListener("submit", async event => {
    event.preventDefault();
    const typed = find("passphrase").value, again = find("again").value;
    const wrong = typed.length < LEAST ? `Use at least ${LEAST} characters` : typed !== again ? "The two are not the same" : "";
    find("wrong").textContent = wrong;
    if (wrong) { find("passphrase").focus(); return; }
    find("passphrase").value = find("again").value = "";
    say("Sealing…");
    salt = crypto.getRandomValues(new Uint8Array(16));
    key = await keyOf(typed, salt);
    clearInterval(timer);
    timer = setInterval(once, EVERY);
    await once();
  });

  find("close").addEventListener("click", () => {
    find("shown").srcdoc = "";
    find("shown").hidden = find("close").hidden = true;
    find("opened").textContent = "";
  });

  if (!window.crypto?.subtle || !window.indexedDB) say("This browser cannot seal a copy: it needs https and a current browser.");
  else {
    navigator.serviceWorker?.register(page.worker, { scope: "/custody/suites/" });
    navigator.storage?.persist?.();
    show();
    setInterval(show, 30000);
  }
  document.body.dataset.ready = "yes";
})();
