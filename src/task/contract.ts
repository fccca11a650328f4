/**
 * The protocol's types by their own names, for both sides. They are generated from `openapi.yaml`
 * (`npm run generate`); nothing here adds to them.
 */
import type { components } from './contract.gen.ts';

type Schemas = components['schemas'];

export type Task = Schemas['Task'];
export type TaskSummary = Schemas['TaskSummary'];
export type TaskStatus = Schemas['TaskStatus'];
export type TaskSession = Schemas['TaskSession'];
export type TaskDocument = Schemas['TaskDocument'];
export type Action = Schemas['Action'];
export type DocumentAction = Schemas['DocumentAction'];
export type UploadAction = Schemas['UploadAction'];
export type UploadedFile = Schemas['UploadedFile'];
export type UploadMediaType = Schemas['UploadMediaType'];
export type Place = Schemas['Place'];
export type Consent = Schemas['Consent'];
export type Authentication = Schemas['Authentication'];
export type OpenTaskRequest = Schemas['OpenTaskRequest'];
export type PagesViewed = Schemas['PagesViewed'];
export type Completion = Schemas['Completion'];
export type Signature = Schemas['Signature'];
export type SignatureFace = Schemas['SignatureFace'];
export type SignatureMethod = Schemas['SignatureMethod'];
export type Problem = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
export type UploadedDocument = Schemas['UploadedDocument'];
export type NewOrder = Schemas['NewOrder'];
export type NewTask = Schemas['NewTask'];
export type NewDocumentAction = Schemas['NewDocumentAction'];
export type NewUploadAction = Schemas['NewUploadAction'];
export type NewPlace = Schemas['NewPlace'];
export type PlaceByPoints = Schemas['PlaceByPoints'];
export type PlaceByAnchor = Schemas['PlaceByAnchor'];
export type Order = Schemas['Order'];
export type OrderStatus = Schemas['OrderStatus'];
export type OrderPage = Schemas['OrderPage'];
export type Login = Schemas['Login'];
export type Rejection = Schemas['Rejection'];
export type StatusChange = Schemas['StatusChange'];
export type StatusChangeType = Schemas['StatusChangeType'];
export type Artifact = Schemas['Artifact'];
export type History = Schemas['History'];
export type Evidence = Schemas['Evidence'];
export type SignatureChallenge = Schemas['SignatureChallenge'];
export type SignatureChallengeRequest = Schemas['SignatureChallengeRequest'];
export type PasskeyRegistration = Schemas['PasskeyRegistration'];
export type PasskeyCreation = Schemas['PasskeyCreation'];
export type Passkey = Schemas['Passkey'];
export type PasskeyCeremony = Schemas['PasskeyCeremony'];
export type PasskeyRequest = Schemas['PasskeyRequest'];
export type PasskeySignature = Schemas['PasskeySignature'];
export type TaskNotification = Schemas['TaskNotification'];
export type OrderNotification = Schemas['OrderNotification'];
export type WebhookEvent = Schemas['WebhookEvent'];
export type NewNotice = Schemas['NewNotice'];
export type Delivery = Schemas['Delivery'];
export type DeliveryList = Schemas['DeliveryList'];
export type NoticeTrigger = Schemas['NoticeTrigger'];
export type NoticeTime = Schemas['NoticeTime'];
export type DeliveryStatus = Schemas['DeliveryStatus'];
