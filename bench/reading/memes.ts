// Memes made by code: big letters with an outline over photo-like scenes and gradients, and captions in a bar.
import sharp from 'sharp';
import { madePicture } from '../likeness/made-pictures.ts';
import { seeded } from '../search/chance.ts';
import { fontFace } from './chats.ts';

export type Meme = { readonly lang: 'vi' | 'en'; readonly text: string; readonly html: string; readonly width: number };

const lines: Readonly<Record<'vi' | 'en', readonly (readonly [string, string])[]>> = {
  vi: [
    ['Uống nước chanh nóng', 'là khỏi hết ung thư'],
    ['Ăn tỏi mỗi sáng', 'không bao giờ nhiễm vi rút'],
    ['Ngân hàng sắp đổi tiền', 'ai chậm là mất trắng'],
    ['Sạc điện thoại qua đêm', 'cháy nhà lúc nào không hay'],
    ['Bác sĩ giấu chuyện này', 'suốt ba mươi năm'],
    ['Gạo nhựa tràn về chợ', 'nhà mình ăn mỗi ngày'],
    ['Từ tháng sau cấm xe máy', 'vào toàn thành phố'],
    ['Muối sạch biển rồi', 'mua tích trữ ngay thôi'],
    ['Nước đóng chai để xe nóng', 'thành thuốc độc'],
    ['Học sinh nghỉ hết tuần', 'cô hiệu trưởng vừa báo'],
    ['Lò vi sóng', 'làm thức ăn nhiễm phóng xạ'],
    ['Đập sắp vỡ', 'bà con chạy ngay đi'],
  ],
  en: [
    ['Drink hot lemon water', 'and cancer is gone'],
    ['They hid this cure', 'for thirty years'],
    ['Your bank will close', 'take the money out now'],
    ['Garlic every morning', 'kills any virus'],
    ['Plastic rice', 'is in every shop'],
    ['School is cancelled', 'all week says the mayor'],
    ['One charger overnight', 'burns the house down'],
    ['Salt will run out', 'by Saturday'],
    ['Bottled water in a car', 'turns to poison'],
    ['New tax on bicycles', 'starts next month'],
    ['Microwaves make food', 'radioactive'],
    ['Nobody told you', 'what is in the vaccine'],
  ],
};

export const kindsOfMeme = [
  'outlined on a scene',
  'outlined on a gradient',
  'shadowed on a scene',
  'bar above',
] as const;

/** The meme of a seed: the same each time. */
export const madeMeme = async (seed: number, kind: (typeof kindsOfMeme)[number], lang: 'vi' | 'en'): Promise<Meme> => {
  const chance = seeded(seed * 4421 + 3);
  const [top, bottom] = lines[lang][Math.floor(chance() * lines[lang].length)]!;
  const width = [480, 600, 720, 1080][Math.floor(chance() * 4)]!;
  const made = madePicture(100 + seed);
  const png = await sharp(made.data, { raw: { width: made.width, height: made.height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
  const scene =
    kind === 'outlined on a gradient'
      ? `linear-gradient(${Math.floor(chance() * 360)}deg,hsl(${Math.floor(chance() * 360)} 70% 60%),hsl(${Math.floor(chance() * 360)} 70% 35%))`
      : `url(data:image/jpeg;base64,${png.toString('base64')}) center/cover`;
  const size = Math.round(width * (0.062 + chance() * 0.03));
  const stroke =
    kind === 'shadowed on a scene'
      ? ''
      : `-webkit-text-stroke:${(0.07 + chance() * 0.17).toFixed(2)}em #000;paint-order:stroke fill;`;
  const shadow = kind === 'shadowed on a scene' ? `text-shadow:0 .04em .12em #000,0 0 .06em #000;` : '';
  const colour = chance() < 0.15 ? '#ffe94a' : '#fff';
  const narrow = chance() < 0.5 ? 'transform:scaleX(.78);' : '';
  const height = Math.round((width * made.height) / made.width);
  const isBar = kind === 'bar above';
  const said = isBar ? `${top} ${bottom}` : `${top} ${bottom}`.toLocaleUpperCase(lang);
  const words = (text: string, at: string) => `<p style="${at}">${text}</p>`;
  const html = `<!doctype html><meta charset=utf-8><style>${fontFace(900)}${fontFace(600)}body{margin:0;width:${width}px}
    main{position:relative;height:${height}px;background:${scene}}
    p{margin:0;font:900 ${size}px/1.25 Text;text-align:center;color:${colour};${stroke}${shadow}${narrow}text-transform:uppercase;position:absolute;left:2%;right:2%}
    h1{margin:0;padding:${size * 0.5}px;font:600 ${Math.round(size * 0.8)}px/1.3 sans-serif;background:#fff;color:#111}</style>
    ${isBar ? `<h1>${top} ${bottom}</h1><main></main>` : `<main>${words(top, 'top:3%')}${words(bottom, 'bottom:3%')}</main>`}`;
  return { lang, text: said, html, width };
};
