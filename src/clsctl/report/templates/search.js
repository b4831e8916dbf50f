"use strict";
(() => {
  const at = id => document.getElementById(id), all = path => [...document.querySelectorAll(path)];
  const words = text => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss")
    .replace(/[ﬀ-ﬄ¹²³ªºᵈᵉᵐⁿʳˢ]/g, mark => mark.normalize("NFKD")).normalize("NFD")
    .replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+\*?/gu) || [];
  const stem = word => word.length > 1 ? word.replace(/[sx]$/, "") : word;
  const rows = all("tr[id]").map(row => {
    const head = row.parentNode.querySelector(".objective");
    const label = row.cells[1].firstChild.data + " " + (head ? head.textContent : "");
    return { row, cents: row.dataset.c, found: words(label.replace(/\*/g, " ")) };
  });
  const lang = document.documentElement.lang, plural = new Intl.PluralRules(lang);
  const euros = cents => {
    const rest = cents % 100n, digits = rest ? 2 : 0;
    return new Intl.NumberFormat(lang, { style: "currency", currency: "EUR",
      minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(rest ? `${cents / 100n}.${`${rest}`.padStart(2, 0)}` : cents / 100n);
  };
  at("q").addEventListener("input", () => {
    const asked = words(at("q").value), say = at("found"), named = say.dataset;
    let count = 0, sum = 0n, without = 0;
    for (const { row, cents, found } of rows) {
      row.hidden = !asked.every(word => found.some(each => word.endsWith("*") ? each.startsWith(word.slice(0, -1))
        : stem(each) === stem(word)));
      if (row.hidden) continue;
      count++;
      cents ? sum += BigInt(cents) : without++;
    }
    at("actions").classList.toggle("searched", !!asked[0]);
    say.textContent = asked[0] ? `${count} ${plural.select(count) === "one" ? named.line : named.lines} · ${euros(sum)}`
      + (without ? ` · ${without} ${named.without}` : "") : "";
  });
  at("search").addEventListener("submit", event => event.preventDefault());
  at("search").hidden = false;
})();
