import type { ApplicantKind } from '../eligibility/rule.ts'
import type { OrganisationKind } from './organisation.ts'

/**
 * As which kind of applicant an organisation is judged; null where the rules know no such kind, so that it is asked
 * for and never guessed. Source: docs/eligibility-rules.md, "kind of applicant".
 */
export function applicantKindOf(kind: OrganisationKind): ApplicantKind | null {
  switch (kind) {
    case 'university':
    case 'research_institute':
    case 'civil_society':
    case 'company':
    case 'government':
      return kind
    case 'local_government':
      return 'government'
    case 'foundation':
      return 'civil_society'
    case 'university_network':
    case 'multilateral':
    case 'intergovernmental':
      return null
  }
}
