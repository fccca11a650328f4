/** Every code of the protocol and of the widget as the panel that it ends in. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { withService } from './show.ts';

const meta: Meta = { title: 'Problems' };
export default meta;

type Story = StoryObj;

export const InvalidRequest: Story = { render: withService({ open: 'invalid-request' }) };
export const ConsentMissing: Story = { render: withService({ open: 'consent-missing' }) };
export const ActionMissing: Story = { render: withService({ open: 'action-missing' }) };
export const SignatureInvalid: Story = { render: withService({ open: 'signature-invalid' }) };
export const DocumentUnsupported: Story = { render: withService({ open: 'document-unsupported' }) };
export const DocumentUnreadable: Story = { render: withService({ open: 'document-unreadable' }) };
export const IdempotencyKeyReused: Story = { render: withService({ open: 'idempotency-key-reused' }) };
export const Unauthorized: Story = { render: withService({ open: 'unauthorized' }) };
export const LoginRequired: Story = { render: withService({ open: 'login-required' }) };
export const ArtifactRequired: Story = { render: withService({ open: 'artifact-required' }) };
export const SessionExpired: Story = { render: withService({ open: 'session-expired' }) };
export const LoginFailed: Story = { render: withService({ open: 'login-failed' }) };
export const SubjectMismatch: Story = { render: withService({ open: 'subject-mismatch' }) };
export const Forbidden: Story = { render: withService({ open: 'forbidden' }) };
export const TaskNotFound: Story = { render: withService({ open: 'task-not-found' }) };
export const NotFound: Story = { render: withService({ open: 'not-found' }) };
export const TaskFinal: Story = { render: withService({ open: 'task-final' }) };
export const TaskExpired: Story = { render: withService({ open: 'task-expired' }) };
export const TaskDeleted: Story = { render: withService({ open: 'task-deleted' }) };
export const TaskBlocked: Story = { render: withService({ open: 'task-blocked' }) };
export const DocumentChanged: Story = { render: withService({ open: 'document-changed' }) };
export const NotSealedYet: Story = { render: withService({ open: 'not-sealed-yet' }) };
export const PreconditionFailed: Story = { render: withService({ open: 'precondition-failed' }) };
export const PreconditionRequired: Story = { render: withService({ open: 'precondition-required' }) };
export const TooLarge: Story = { render: withService({ open: 'too-large' }) };
export const UnsupportedMediaType: Story = { render: withService({ open: 'unsupported-media-type' }) };
export const TooManyAttempts: Story = { render: withService({ open: 'too-many-attempts' }) };
export const ServiceUnavailable: Story = { render: withService({ open: 'service-unavailable' }) };
export const Offline: Story = { render: withService({ open: 'offline' }) };
export const Timeout: Story = { render: withService({ open: 'timeout' }) };
export const OutcomeUnknown: Story = { render: withService({ open: 'outcome-unknown' }) };
export const LoginCancelled: Story = { render: withService({ open: 'login-cancelled' }) };
export const LoginBlocked: Story = { render: withService({ open: 'login-blocked' }) };
