// What is measured on a page. Each gives what is wrong, in words.
const shown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const words = element => element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
const texts = () => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (walker.currentNode.data.trim() && !element.closest("title, desc, style") && shown(element)) found.push(element);
    }
    return [...new Set(found)];
};

// Texts that are smaller than so many pixels as they are drawn.
const small = least => texts().flatMap(element => {
    const matrix = element instanceof SVGElement ? element.getScreenCTM() : { a: 1, b: 0 };
    const size = parseFloat(getComputedStyle(element).fontSize) * Math.hypot(matrix.a, matrix.b);
    return size < least - 0.01 ? [`${words(element)}: ${size.toFixed(1)} px`] : [];
});

// Headings and parts that one cannot see, or that lie over one another.
const misplaced = () => {
    const wrong = [], width = document.documentElement.clientWidth;
    for (const heading of document.querySelectorAll("h1, h2, h3")) {
        const box = heading.getBoundingClientRect();
        if (!shown(heading) || box.height < 11 || box.left < 0 || box.right > width + 1)
            wrong.push(`heading ${words(heading)}`);
    }
    const parts = [...document.querySelectorAll("section")].map(part => [part.id, part.getBoundingClientRect()]);
    parts.slice(1).forEach(([id, box], i) => {
        const before = parts[i][1];
        const besides = box.left >= before.right - 1 || box.right <= before.left + 1;
        if (box.top < before.bottom - 1 && !besides) wrong.push(`${id} over ${parts[i][0]}`);
    });
    return wrong;
};

// Labels in drawings that are cut off, or that lie over one another.
const colliding = () => [...document.querySelectorAll("svg")].flatMap(drawing => {
    const wrong = [];
    // What a drawing lets reach out of it is cut by the page alone.
    const { left, right, top, bottom } = getComputedStyle(drawing).overflow === "visible"
        ? document.documentElement.getBoundingClientRect() : drawing.getBoundingClientRect();
    const labels = [...drawing.querySelectorAll("text")].filter(shown)
        .map(label => [words(label), label.getBoundingClientRect()]);
    labels.forEach(([text, box], i) => {
        if (box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1)
            wrong.push(`"${text}" is cut off in ${drawing.querySelector("title")?.textContent}`);
        for (const [other, its] of labels.slice(i + 1)) {
            const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
            const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
            if (across > 2 && down > 0.4 * Math.min(box.height, its.height)) wrong.push(`"${text}" and "${other}" collide`);
        }
    });
    return wrong;
});

// Drawings that are wider than the page, or higher than so many pixels, or may be parted between two sheets.
const cut = highest => [...document.querySelectorAll("figure svg")].flatMap(drawing => {
    const figure = drawing.closest("figure");
    const box = drawing.getBoundingClientRect(), wrong = [], what = drawing.querySelector("title")?.textContent;
    const unbroken = element => ["avoid", "avoid-page"].includes(getComputedStyle(element).breakInside);
    if (box.right > document.documentElement.clientWidth + 1 || box.left < 0) wrong.push(`${what} is too wide: ${box.right}`);
    if (box.height > highest) wrong.push(`${what} is too high: ${box.height}`);
    if (!unbroken(drawing) && !unbroken(figure) && !unbroken(drawing.parentElement)) wrong.push(`${what} may be parted`);
    return wrong;
});

// Whether one sees where the focus is, and on what it is.
const focus = () => {
    const element = document.activeElement, style = getComputedStyle(element);
    return {
        tag: element.tagName.toLowerCase(), text: words(element),
        place: [...document.querySelectorAll("summary")].indexOf(element),
        marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none",
    };
};

// How light the page is behind its text, from 0 to 1; nothing if it has no colour of its own.
const lightness = () => {
    for (const element of [document.body, document.documentElement]) {
        const [red, green, blue, alpha] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
        if (alpha !== 0) return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    }
    return null;
};

const unfold = () => document.querySelectorAll("details").forEach(details => { details.open = true; });
