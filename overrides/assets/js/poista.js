// "Remove everything from this site": empties what a site can leave in a browser and says what there was.
"use strict";

(() => {
  const box = document.querySelector("[data-tp-forget]");
  if (!box) return;
  const words = JSON.parse(box.dataset.words);
  const [button, status] = [box.querySelector("button"), box.querySelector("[role=status]")];

  const emptied = (storage) => {
    const count = storage.length;
    storage.clear();
    return count;
  };
  const cookies = () => {
    const names = document.cookie.split("; ").filter(Boolean).map((cookie) => cookie.split("=")[0]);
    names.forEach((name) => { document.cookie = `${name}=; Max-Age=0; Path=/`; });
    return names.length;
  };
  // Only pages fetched safely (https) have these; elsewhere there is nothing to remove.
  const fetched = async () => {
    const names = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(names.map((name) => caches.delete(name)));
    return names.length;
  };
  const databases = async () => {
    const all = (await globalThis.indexedDB?.databases?.()) ?? [];
    await Promise.all(all.map(({ name }) => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = request.onblocked = reject;
    })));
    return all.length;
  };

  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const n = emptied(localStorage) + emptied(sessionStorage) + cookies() + (await fetched()) + (await databases());
      status.textContent = n ? words.found.replace("{n}", n) : words.nothing;
    } catch {
      status.textContent = words.failed;
    }
  });
})();
