/* Keeps the pack of a suite in this browser, sealed with a passphrase that is nowhere kept, and opens it offline:
   its whiteboard often, and of each detainee a PDF, more seldom, for the server typesets each. */
"use strict";
(() => {
  const page = document.body.dataset;
  const MINUTE = 60 * 1000, ROUNDS = 600000, EVERY = 4 * MINUTE, SHEETS_EVERY = 20 * MINUTE, KEEP_FOR = 24 * 60 * MINUTE;
  const LEAST = 12, SHEETS_MOST = Number(page.most) * 1024 * 1024;
  const find = id => document.getElementById(id);
  const bytes = text => new TextEncoder().encode(text);
  let key = null, salt = null, timer = 0, sheetsAt = 0, busy = false, opened = [];

  const store = () => new Promise((done, failed) => {
    const asked = indexedDB.open("mips-packs", 2);
    asked.onupgradeneeded = () => {
      const there = asked.result.objectStoreNames;
      if (!there.contains("packs")) asked.result.createObjectStore("packs", { keyPath: ["suite", "at"] });
      if (!there.contains("sheets")) asked.result.createObjectStore("sheets", { keyPath: ["suite", "of"] });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

  const inStore = async (name, mode, act) => {
    const database = await store();
    return new Promise((done, failed) => {
      const asked = act(database.transaction(name, mode).objectStore(name));
      asked.onsuccess = () => { done(asked.result); database.close(); };
      asked.onerror = () => { failed(asked.error); database.close(); };
    });
  };

  const all = name => inStore(name, "readonly", each => each.getAll());

  const keyOf = async (passphrase, itsSalt) => {
    const typed = await crypto.subtle.importKey("raw", bytes(passphrase), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: itsSalt, iterations: ROUNDS };
    return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };

  /* Suite, record and minute stand outside, so that old ones can be told, and are sealed with the rest. */
  const cipher = kept => ({ name: "AES-GCM", iv: kept.iv, additionalData: bytes([kept.suite, kept.of, kept.at].filter(Boolean).join(" ")) });

  const seal = async (about, content) => {
    const kept = { ...about, suite: page.suite, salt, iv: crypto.getRandomValues(new Uint8Array(12)) };
    kept.sealed = await crypto.subtle.encrypt(cipher(kept), key, content);
    return kept;
  };

  const ask = async address => {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error", cache: "no-store" });
    if (!answer.ok) throw Object.assign(new Error(`the server answered ${answer.status}`), { gone: answer.status === 404 });
    return answer;
  };

  /* Null of somebody who has left since the whiteboard was copied. */
  const askSheet = of => ask(`${page.pack}/${of}.pdf`).catch(failure => {
    if (failure.gone) return null;
    throw failure;
  });

  const pull = async () => {
    const html = await (await ask(page.pack)).text();
    const at = /<time id="at" datetime="([^"]+)"/.exec(html);
    if (!at) throw new Error("the server sent no pack");
    const pack = await seal({ at: at[1] }, bytes(html));
    await inStore("packs", "readwrite", packs => packs.put(pack));
    await destroyOld(Date.parse(pack.at));
    return html;
  };

  const destroyOld = async now => {
    for (const name of ["packs", "sheets"])
      for (const each of await all(name))
        if (each.suite === page.suite && now - Date.parse(each.at) > KEEP_FOR)
          await inStore(name, "readwrite", kept => kept.delete([each.suite, each.of || each.at]));
  };

  /* Who is there, worst first, as the whiteboard names them: [{ of: id of the record, words: "M1: WARD, Adam" }]. */
  const people = html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("section[id^=d]")]
    .map(each => ({ of: each.id.slice(1), words: each.querySelector("h2").textContent }));

  /* Says how many are kept and how many did not fit. Whoever has left loses theirs first. */
  const pullSheets = async html => {
    const here = people(html).map(each => each.of);
    for (const each of await all("sheets"))
      if (each.suite === page.suite && !here.includes(each.of))
        await inStore("sheets", "readwrite", sheets => sheets.delete([each.suite, each.of]));
    let size = 0, kept = 0, left = 0;
    for (const of of here) {
      const answer = await askSheet(of);
      if (!answer) continue;
      const content = await answer.arrayBuffer();
      if (size + content.byteLength > SHEETS_MOST) {
        await inStore("sheets", "readwrite", sheets => sheets.delete([page.suite, of]));
        left++;
        continue;
      }
      size += content.byteLength;
      const sheet = await seal({ of, at: answer.headers.get("X-Pack-At") }, content);
      await inStore("sheets", "readwrite", sheets => sheets.put(sheet));
      say(`Keeping the sheets: ${++kept} of ${here.length}…`);
    }
    sheetsAt = Date.now();
    return `${kept} ${kept === 1 ? "sheet" : "sheets"}${left ? `; ${left} did not fit in ${page.most} MB` : ""}`;
  };

  const say = text => { find("said").textContent = text; };
  let lastSheets = "";

  const once = async () => {
    if (busy) return;
    busy = true;
    try {
      const html = await pull();
      if (Date.now() - sheetsAt >= SHEETS_EVERY - MINUTE) lastSheets = await pullSheets(html);
      say(`Kept at ${clock(new Date())}, with ${lastSheets} of ${clock(new Date(sheetsAt))}. It goes on while this page is open.`);
    } catch (failure) {
      say(`Not kept: ${failure.message}. If you were signed out, sign in again in another tab. It is tried again in four minutes.`);
    }
    busy = false;
    await show();
  };

  const clock = when => when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  const age = at => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(at)) / MINUTE));
    return minutes < 60 ? `${minutes}m old` : `${Math.floor(minutes / 60)}h ${minutes % 60}m old`;
  };

  const newestFirst = (one, other) => Date.parse(other.at) - Date.parse(one.at);

  const show = async () => {
    const packs = (await all("packs")).sort(newestFirst), sheets = await all("sheets");
    find("none").hidden = packs.length > 0;
    find("kept").replaceChildren(...packs.map(pack => {
      const line = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = `Open ${pack.suite} of ${new Date(pack.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
      button.addEventListener("click", () => open(pack));
      line.append(button, ` ${age(pack.at)}`);
      return line;
    }));
    const oldest = sheets.sort(newestFirst).at(-1);
    const size = sheets.reduce((sum, each) => sum + each.sealed.byteLength, 0) / 1024 / 1024;
    find("sheets-kept").textContent = oldest
      ? `${sheets.length} PDF ${sheets.length === 1 ? "sheet" : "sheets"}, ${size.toFixed(1)} of at most ${page.most} MB, the oldest ${age(oldest.at)}: open the newest copy to read them.`
      : "";
  };

  const same = (one, other) => one.length === other.length && one.every((each, place) => each === other[place]);

  /* The sheets that this passphrase opens, each as a link to what lies in memory alone. */
  const openSheets = async (pack, itsKey, html) => {
    const named = new Map(people(html).map(each => [each.of, each.words])), links = [];
    for (const sheet of await all("sheets")) {
      if (sheet.suite !== pack.suite || !named.has(sheet.of) || !same(sheet.salt, pack.salt)) continue;
      const plain = await crypto.subtle.decrypt(cipher(sheet), itsKey, sheet.sealed);
      const link = document.createElement("a"), line = document.createElement("li");
      link.href = URL.createObjectURL(new Blob([plain], { type: "application/pdf" }));
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = `${named.get(sheet.of)} (PDF, ${Math.ceil(plain.byteLength / 1024)} kB)`;
      opened.push(link.href);
      line.append(link, ` ${age(sheet.at)}`);
      links.push(line);
    }
    find("sheets").replaceChildren(...links);
    find("sheets-said").textContent = links.length ? "Sheets to read or print, each in a tab of its own" : "No sheet was kept with this copy.";
  };

  /* A frame of its own each time: one that was hidden while it was emptied may stay blank. */
  const showPack = html => {
    const frame = find("shown").cloneNode();
    frame.srcdoc = html;
    frame.hidden = false;
    find("shown").replaceWith(frame);
  };

  const open = async pack => {
    const typed = find("opening").value;
    find("opening").value = "";
    close();
    try {
      const itsKey = await keyOf(typed, pack.salt);
      const html = new TextDecoder().decode(await crypto.subtle.decrypt(cipher(pack), itsKey, pack.sealed));
      showPack(html.replace(/<script[\s\S]*?<\/script>/g, ""));
      find("close").hidden = find("its-sheets").hidden = false;
      find("opened").textContent = `${pack.suite}, ${age(pack.at)}. Nothing that happened later is here.`;
      await openSheets(pack, itsKey, html);
      find("shown").focus();
    } catch {
      find("opened").textContent = "The passphrase is wrong, or the copy was damaged. Type the passphrase and press the copy again.";
      find("opening").focus();
    }
  };

  const close = () => {
    opened.forEach(each => URL.revokeObjectURL(each));
    opened = [];
    find("sheets").replaceChildren();
    const frame = find("shown").cloneNode();
    frame.removeAttribute("srcdoc");
    frame.hidden = find("close").hidden = find("its-sheets").hidden = true;
    find("shown").replaceWith(frame);
    find("opened").textContent = "";
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
    sheetsAt = 0;
    clearInterval(timer);
    timer = setInterval(once, EVERY);
    await once();
  });

  find("close").addEventListener("click", close);

  if (!window.crypto?.subtle || !window.indexedDB) say("This browser cannot seal a copy: it needs https and a current browser.");
  else {
    navigator.serviceWorker?.register(page.worker, { scope: "/custody/suites/" });
    navigator.storage?.persist?.();
    show();
    setInterval(show, 30000);
  }
  document.body.dataset.ready = "yes";
})();
