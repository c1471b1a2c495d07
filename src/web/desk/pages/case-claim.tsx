// The claim as people sent it, and how many asked when.

import { takes } from '../../../core/case-open.ts';
import { may } from '../../../core/rights.ts';
import { Veiled } from '../../pages/veiled.tsx';
import { DemandChart } from './case-chart.tsx';
import type { CaseProps } from './case-form.tsx';
import { Part } from './case-part.tsx';
import { CasePictures } from './case-pictures.tsx';

const firstVariants = 5;

export const CaseClaim = ({ view, page }: CaseProps) => {
  const { t } = view;
  const { variants, erased, days, pictures } = page.gathered;
  const isLocked = page.head.closedAs === 'private-person';
  const rest = variants.slice(firstVariants);
  return (
    <Part
      view={view}
      page={page}
      id="claim"
      title={t('case.claim')}
      sum={t('case.sum.claim', { asked: page.head.asked, variants: variants.length })}
    >
      {variants.length === 0 ? (
        <p class="empty">
          {t(erased === 0 ? 'case.claim.none' : isLocked ? 'case.claim.locked' : 'case.claim.all-erased')}
        </p>
      ) : (
        <>
          <Variants view={view} variants={variants.slice(0, firstVariants)} />
          {rest.length > 0 && (
            <details class="fold">
              <summary>{t('case.claim.more', { count: rest.length })}</summary>
              <Variants view={view} variants={rest} />
            </details>
          )}
        </>
      )}
      <CasePictures
        view={view}
        number={page.head.number}
        pictures={pictures}
        open={takes(page.head.state, 'gather') && may(page.member.role, 'case.work')}
      />
      <p class="hint">
        {erased > 0 && variants.length > 0 && `${t('case.claim.erased', { count: erased })} `}
        {t('case.claim.kept')}
      </p>
      <DemandChart view={view} days={days} />
    </Part>
  );
};

const Variants = ({
  view,
  variants,
}: Pick<CaseProps, 'view'> & { readonly variants: CaseProps['page']['gathered']['variants'] }) => (
  <ul class="case-variants">
    {variants.map(({ text, asked }) => (
      <li key={text}>
        <Veiled view={view} text={text}>
          <q dir="auto">{text}</q>
        </Veiled>
        <span class="case-count">{view.t('case.claim.asked', { count: asked })}</span>
      </li>
    ))}
  </ul>
);
