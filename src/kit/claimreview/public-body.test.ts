import { expect, test } from 'vitest';
import { publicClaimant } from './public-body.ts';

test.each([
  ['Bộ Y tế', 'Bộ Y tế'],
  ['Công ty Cổ phần Ví Dụ', 'Công ty Cổ phần Ví Dụ'],
  ['The Ministry of Health', 'The Ministry of Health'],
  ['World Health Organization', 'World Health Organization'],
  ['وزارة الصحة', 'وزارة الصحة'],
  [{ '@type': 'Organization', name: 'WHO' }, 'WHO'],
  [{ '@type': 'Person', name: 'Ana Ejemplo', jobTitle: 'Ministra de Sanidad' }, 'Ana Ejemplo, Ministra de Sanidad'],
  [{ '@type': 'Person', name: 'Nguyễn Văn Mẫu', jobTitle: 'Bộ trưởng Bộ Y tế' }, 'Nguyễn Văn Mẫu, Bộ trưởng Bộ Y tế'],
])('%j is a public claimant', (value, claimant) => {
  expect(publicClaimant(value)).toBe(claimant);
});

test.each([
  'Nguyễn Văn A',
  'Bộ trưởng Nguyễn Văn A',
  'Đảng viên Nguyễn Văn A',
  'nhân viên Công ty Ví Dụ',
  'Facebook',
  'x.com',
  'sis.gov.example',
  '@boyte',
  'social media users',
  'nhiều người dùng mạng xã hội',
  'Varias fuentes',
  'منشورات فيسبوك',
  'Jane Doe - Ministry of Health',
  '🇻🇳 Bộ Y tế 🇻🇳',
  { '@type': 'Person', name: 'Margaret Court Party' },
  { '@type': 'Person', name: 'Jane Doe', jobTitle: '' },
  { '@type': 'Person', name: 'Jane Doe', jobTitle: 'Facebook user' },
  { '@type': 'Person', name: 'Jane Doe', jobTitle: 'Jane Doe' },
  { '@type': 'Person', name: 'Jane Doe', jobTitle: 'baker' },
  { '@type': 'Organization', name: 'Jane Doe' },
  { '@type': 'Organization', name: ['Jane Doe', 'mayor'] },
  { '@type': 'Organization', name: 'Ministry of Fun', sameAs: 'https://facebook.com/ministryoffun' },
  [
    { '@type': 'Organization', name: 'WHO' },
    { '@type': 'Person', name: 'Jane Doe' },
  ],
  42,
  null,
])('%j is dropped', (value) => {
  expect(publicClaimant(value)).toBeUndefined();
});
