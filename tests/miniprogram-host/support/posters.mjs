// A poster API that follows the contract, with posters drawn by the browser under test.

const SERIES = [
  {
    id: "spring",
    title: "春日焕新季 全场低至五折",
    campaign: "春日活动",
    tags: ["春日"],
    hue: 12,
    words: ["春日", "焕新季"],
    line: "全场低至五折",
    ratio: 1.5,
  },
  {
    id: "member",
    title: "会员日 双倍积分",
    campaign: "会员",
    tags: ["会员"],
    hue: 265,
    words: ["会员日", "双倍积分"],
    line: "每月八号 尊享回馈",
    ratio: 1.334,
  },
  {
    id: "coffee",
    title: "新品上市：燕麦拿铁",
    campaign: "新品",
    tags: ["新品"],
    hue: 28,
    words: ["燕麦", "拿铁"],
    line: "第二杯半价",
    ratio: 1.25,
  },
  {
    id: "summer",
    title: "夏日冰饮节",
    campaign: "夏日活动",
    tags: ["夏日"],
    hue: 195,
    words: ["夏日", "冰饮节"],
    line: "清凉一夏 买一送一",
    ratio: 1.6,
  },
  {
    id: "mid-autumn",
    title: "中秋礼盒 团圆有礼",
    campaign: "节日",
    tags: ["节日"],
    hue: 42,
    words: ["中秋", "团圆礼"],
    line: "限量预订中",
    ratio: 1.5,
  },
  {
    id: "invite",
    title: "邀请好友 各得二十元",
    campaign: "裂变",
    tags: ["邀请"],
    hue: 345,
    words: ["邀请", "好友"],
    line: "各得二十元",
    ratio: 1.4,
  },
];

/** Draws every poster once, as JPEG. */
export async function drawPosters(browser) {
  const page = await browser.newPage();
  const drawn = new Map();
  for (const poster of SERIES) {
    const data = await page.evaluate(draw, poster);
    drawn.set(poster.id, Buffer.from(data, "base64"));
  }
  await page.close();
  return drawn;
}

/** The API's answers; `pictures` comes from `drawPosters`. */
export function posterApi(pictures) {
  const image = ({ id, ratio }) => ({
    url: `/v1/images/${id}.jpg`,
    media_type: "image/jpeg",
    width: 750,
    height: Math.round(750 * ratio),
    bytes: pictures.get(id).length,
  });
  const posterOf = (entry) => ({
    id: entry.id,
    title: entry.title,
    campaign: entry.campaign,
    tags: entry.tags,
    updated_at: "2026-03-01T08:00:00Z",
    ends_at: "2026-04-30T16:00:00Z",
    image: image(entry),
    thumbnail: image(entry),
  });
  const json = (response, body, status = 200) => {
    response.statusCode = status;
    response.setHeader(
      "Content-Type",
      status < 400 ? "application/json" : "application/problem+json",
    );
    response.end(JSON.stringify(body));
  };
  return (request, response, { pathname }) => {
    const [, , kind, name = "", act] = pathname.split("/");
    const entry = SERIES.find(({ id }) => id === name.replace(/\.jpg$/u, ""));
    if (kind === "posters" && name === "")
      json(response, { items: SERIES.map(posterOf), next_cursor: null });
    else if (kind === "posters" && entry)
      json(response, act === "image-url" ? image(entry) : posterOf(entry));
    else if (kind === "images" && entry) {
      response.setHeader("Content-Type", "image/jpeg");
      response.setHeader("Content-Length", pictures.get(entry.id).length);
      response.end(pictures.get(entry.id));
    } else
      json(
        response,
        {
          type: "about:blank",
          title: "Not found",
          status: 404,
          code: "not_found",
        },
        404,
      );
  };
}

// Runs in the browser.
function draw({ hue, words, line, ratio }) {
  const width = 750;
  const height = Math.round(width * ratio);
  const canvas = Object.assign(document.createElement("canvas"), {
    width,
    height,
  });
  const pen = canvas.getContext("2d");
  const ground = pen.createLinearGradient(0, 0, width * 0.4, height);
  ground.addColorStop(0, `hsl(${hue} 75% 62%)`);
  ground.addColorStop(1, `hsl(${(hue + 28) % 360} 70% 42%)`);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.globalAlpha = 0.16;
  pen.fillStyle = "#fff";
  for (const [x, y, r] of [
    [0.86, 0.1, 0.34],
    [0.1, 0.52, 0.2],
    [0.7, 0.86, 0.42],
  ]) {
    pen.beginPath();
    pen.arc(x * width, y * height, r * width, 0, 7);
    pen.fill();
  }
  pen.globalAlpha = 1;
  const font = '"Noto Serif CJK SC", "Noto Sans CJK SC", sans-serif';
  words.forEach((word, at) => {
    pen.font = `bold ${word.length > 3 ? 132 : 168}px ${font}`;
    pen.fillText(word, 64, height * 0.3 + at * 190);
  });
  pen.font = `44px ${font}`;
  pen.fillText(line, 70, height * 0.3 + 300);
  pen.fillRect(width - 210, height - 210, 150, 150);
  pen.fillStyle = `hsl(${hue} 60% 25%)`;
  for (let at = 0; at < 100; at += 1) {
    const noise = Math.sin(at * 12.9898 + hue) * 43758.5453;
    if (noise - Math.floor(noise) > 0.5)
      pen.fillRect(
        width - 200 + (at % 10) * 13,
        height - 200 + Math.floor(at / 10) * 13,
        13,
        13,
      );
  }
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}
