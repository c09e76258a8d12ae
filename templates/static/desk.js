/*
 * The desk's only script.  Every action is a form that works without it;
 * here the same forms are sent in the background and the regions that the
 * server drew (data-region) are swapped.
 */
"use strict";
(() => {
	const AUTOSAVE_MS = 30000, PREVIEW_MS = 400, POLL_MS = 3000;
	const TOAST_MS = 10000, HOLD_MS = 150, DRAG_PX = 6;
	const $ = (s, root) => (root || document).querySelector(s);
	const $$ = (s, root) => [...(root || document).querySelectorAll(s)];
	document.documentElement.classList.add("js");
	const parse = (html) => new DOMParser().parseFromString(html, "text/html");

	/* ------------------------------------------------------- toast */
	let toastTimer;
	function toast(words, label, act) {
		$(".toast")?.remove();
		clearTimeout(toastTimer);
		const box = Object.assign(document.createElement("div"), { className: "toast", role: "status" });
		box.append(words);
		if (label) {
			const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
			button.addEventListener("click", () => { box.remove(); act(); });
			box.append(button);
		}
		document.body.append(box);
		toastTimer = setTimeout(() => box.remove(), TOAST_MS);
	}

	/* ----------------------------------------------------- regions */
	function swap(page, names) {
		const focus = document.activeElement?.id;
		$$("[autofocus]", page).forEach((e) => { e.autofocus = false; }); /* only a page that opens takes the focus */
		for (const old of $$("[data-region]")) {
			const name = old.dataset.region, fresh = $(`[data-region="${name}"]`, page);
			if (fresh && (!names || names.includes(name)))
				old.replaceWith(document.adoptNode(fresh));
		}
		if (focus && document.activeElement === document.body)
			document.getElementById(focus)?.focus({ preventScroll: true });
	}

	/* What a page says above its content, for the toast. */
	const said = (page) => $("[data-region=notice] .flash span", page)?.textContent;

	async function send(form, names) {
		const data = new URLSearchParams(new FormData(form));
		const again = () => send(form, names);
		let answer, page;
		try {
			answer = await fetch(form.action, { method: "POST", body: data });
			page = parse(await answer.text());
		} catch {
			return toast("Нет связи с сервером. Ничего не изменилось.", "Повторить", again);
		}
		if (!answer.ok)
			return toast(said(page) || $("h1", page)?.textContent || "Не получилось.",
			    answer.status >= 500 ? "Повторить" : "", again);
		const words = said(page); /* swap takes it out of the page */
		swap(page, names);
		const undo = $("[data-region=notice] form");
		toast(words || "Готово.", undo ? "Отменить" : "", () => send(undo, names));
	}

	/* ------------------------------------------------------ editor */
	const editor = $("[data-editor]");
	let dirty = false, saving = false, leaving = false, again = false; /* asked for while one runs */
	let settled = Promise.resolve(true); /* the autosave that runs or ran last */

	function post(path, more) {
		const body = new FormData(editor);
		body.delete("photo");
		return fetch(editor.action + path, { method: "POST", body, ...more });
	}

	function savedWords(words, bad) {
		$("#saved").textContent = words;
		$("#saved").classList.toggle("bad", Boolean(bad));
	}

	/* One at a time: the answer of each brings the version of the next. */
	function autosave() {
		if (saving)
			again = true;
		else if (dirty && !("manual" in editor.dataset))
			settled = saveOnce();
		return settled;
	}

	async function saveOnce() {
		saving = true;
		dirty = false;
		let words = "";
		try {
			const answer = await post("/autosave");
			if (answer.ok)
				words = await answer.text();
		} catch { /* told below */ }
		const more = again;
		saving = again = false;
		const [kind, version, at] = words.split(" ");
		if (kind === "saved") {
			editor.elements.version.value = version;
			savedWords(`Сохранено в ${at}`);
			return more && dirty ? saveOnce() : true;
		}
		dirty = true;
		savedWords(words.slice(kind.length + 1) || "Не сохранено", true);
		if (!words)
			toast("Не сохранено: нет связи с сервером.", "Повторить", autosave);
		return false;
	}

	let previewTimer, previewAbort;
	async function preview() {
		previewAbort?.abort();
		previewAbort = new AbortController();
		try {
			const answer = await post("/preview", { signal: previewAbort.signal });
			if (answer.ok)
				swap(parse(await answer.text()), ["preview"]);
		} catch { /* the next key tries again */ }
	}

	function changed() {
		dirty = true;
		$("#text-n").textContent = `Знаков: ${[...$("#text").value].length}`;
		clearTimeout(previewTimer);
		previewTimer = setTimeout(preview, PREVIEW_MS);
	}

	/* ------------------------------------------------------ photos */
	function uploadOne(file, url, progress) {
		return new Promise((done) => {
			const call = new XMLHttpRequest(), data = new FormData();
			data.append("csrf", editor.elements.csrf.value);
			data.append("photo", file);
			call.upload.onprogress = (e) => { progress.value = 100 * e.loaded / e.total; };
			call.onloadend = () => done(call.status === 200 ? call.responseText
			    : call.status === 413 ? `refused «${file.name}»: файл больше 20 МБ.`
			    : "refused Нет связи с сервером.");
			call.open("POST", url);
			call.send(data);
		});
	}

	async function upload(input) {
		const url = input.closest("[data-photos]").dataset.photos;
		const progress = $("#up-progress"), words = $("#up-words");
		const files = [...input.files], refused = [];
		if (!await autosave())
			return;
		progress.hidden = false;
		for (const [i, file] of files.entries()) {
			words.textContent = `${i + 1} из ${files.length}: ${file.name}`;
			const answer = await uploadOne(file, url, progress);
			if (answer.startsWith("refused "))
				refused.push(answer.slice(8));
		}
		const fresh = $("[data-editor]", await refresh(["photos", "preview"]));
		editor.elements.version.value = fresh.elements.version.value;
		if (refused.length)
			toast(refused.join(" "));
	}

	/* The page as the server has it now. */
	async function refresh(names) {
		const page = parse(await (await fetch(editor ? `${editor.action}?edit=1` : location.href)).text());
		swap(page, names);
		return page;
	}

	/* -------------------------------------------------------- drag */
	let drag = null;

	function dragStart(e) {
		drag.ghost = drag.card.cloneNode(true);
		drag.ghost.removeAttribute("id");
		drag.ghost.classList.add("ghost");
		drag.ghost.style.width = `${drag.card.offsetWidth}px`;
		drag.card.classList.add("drag");
		document.body.append(drag.ghost);
		dragMove(e);
	}

	function dragMove(e) {
		drag.ghost.style.left = `${e.clientX}px`;
		drag.ghost.style.top = `${e.clientY}px`;
		drag.cell?.classList.remove("over");
		drag.cell = document.elementFromPoint(e.clientX, e.clientY)?.closest("[data-day]");
		drag.cell?.classList.add("over");
	}

	function dragEnd(drop) {
		const d = drag;
		drag = null;
		clearTimeout(d.hold);
		if (!d.ghost)
			return;
		d.ghost.remove();
		d.card.classList.remove("drag");
		d.cell?.classList.remove("over");
		/* The link under the card must not open now. */
		const stop = (e) => e.preventDefault();
		addEventListener("click", stop, true);
		setTimeout(() => removeEventListener("click", stop, true), 50);
		if (!drop || !d.cell || d.cell === d.card.closest("[data-day]"))
			return;
		if (d.cell.classList.contains("past"))
			return toast("Этот день прошёл: на него не перенести.");
		const form = $("form[data-move]", d.card);
		form.elements.at.value = d.cell.dataset.day + form.elements.at.value.slice(10);
		send(form, ["plan", "tabs", "notice"]);
	}

	addEventListener("pointerdown", (e) => {
		const card = e.target.closest?.("[data-card]");
		if (!card || e.button !== 0 || e.target.closest("details"))
			return;
		drag = { card, x: e.clientX, y: e.clientY, ready: e.pointerType === "mouse" };
		if (!drag.ready)
			drag.hold = setTimeout(() => { if (drag) { drag.ready = true; dragStart(e); } }, HOLD_MS);
	});
	addEventListener("pointermove", (e) => {
		if (drag?.ghost)
			dragMove(e);
		else if (drag && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > DRAG_PX)
			drag.ready ? dragStart(e) : dragEnd(false); /* a finger that scrolls */
	});
	addEventListener("pointerup", () => drag && dragEnd(true));
	addEventListener("pointercancel", () => drag && dragEnd(false));
	addEventListener("touchmove", (e) => { if (drag?.ghost) e.preventDefault(); }, { passive: false });
	addEventListener("dragstart", (e) => { if (e.target.closest?.("[data-card]")) e.preventDefault(); });

	/* ------------------------------------------------------ wiring */
	addEventListener("click", (e) => {
		const copy = e.target.closest?.("[data-copy]");
		if (copy)
			navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value)
			    .then(() => toast("Скопировано."), () => toast("Не скопировалось: выделите текст и нажмите Ctrl+C."));
		for (const pop of $$("details.pop[open]"))
			if (!pop.contains(e.target))
				pop.open = false;
	});

	addEventListener("keydown", (e) => {
		const pop = $("details.pop[open]");
		if (e.key === "Escape" && drag)
			dragEnd(false);
		else if (e.key === "Escape" && pop) {
			pop.open = false;
			$("summary", pop).focus();
		} else if (editor && (e.ctrlKey || e.metaKey) && e.code === "KeyS") {
			e.preventDefault();
			dirty = true;
			autosave();
		}
	});

	addEventListener("submit", (e) => {
		if (e.target.matches("form[data-move]")) {
			e.preventDefault();
			send(e.target, ["plan", "tabs", "notice"]);
		}
		if (e.target !== editor)
			return;
		leaving = true;
		if (saving) { /* the version it brings belongs into this form */
			e.preventDefault();
			settled.then(() => editor.requestSubmit(e.submitter));
		}
	});

	setInterval(() => {
		if (document.hidden || !$("[data-poll]"))
			return;
		refresh(["publications", "publication"]).then((page) => {
			/* Another state has other buttons. */
			if (!dirty && $(".ph .st", page)?.className !== $(".ph .st")?.className)
				location.reload();
		}).catch(() => {});
	}, POLL_MS);

	if (editor) {
		editor.addEventListener("input", (e) => e.target.type === "file" || changed());
		editor.addEventListener("change", (e) => {
			if (e.target.type === "file" && e.target.files.length)
				upload(e.target).catch(() => toast("Снимки не загрузились: нет связи с сервером."));
			if (e.target.id === "at")
				$("[name=when][value=at]").checked = true;
		});
		editor.addEventListener("focusout", (e) => e.relatedTarget?.type === "submit" || autosave());
		setInterval(autosave, AUTOSAVE_MS);
		addEventListener("beforeunload", (e) => {
			if (dirty && !leaving)
				e.preventDefault();
		});
	}
})();
