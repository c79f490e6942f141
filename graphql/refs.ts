import type { Prisma } from '#lib/db.ts'
import { builder } from './builder.ts'

/** Rows as the domain's reads answer them. */
export type ActorRow = Prisma.ActorGetPayload<object>
export type TokenRow = Prisma.TokenGetPayload<object>
export type ProjectRow = Prisma.ProjectGetPayload<object>
export type MemberRow = Prisma.MemberGetPayload<object>
export type TaskRow = Prisma.TaskGetPayload<object>
export type CriterionRow = Prisma.CriterionGetPayload<object>
export type DependencyRow = Prisma.DependencyGetPayload<object>
export type ClaimRow = Prisma.ClaimGetPayload<object>
export type ContextRow = Prisma.ContextEntryGetPayload<object>
export type QuestionRow = Prisma.QuestionGetPayload<object>
export type FileRow = Prisma.FileReferenceGetPayload<object>
export type ViewRow = Prisma.SavedViewGetPayload<object>
type WebhookRow = Prisma.WebhookGetPayload<object>
type WebhookDeliveryRow = Prisma.WebhookDeliveryGetPayload<object>
export type ImportRow = Prisma.ImportGetPayload<object>
export type EventRow = Prisma.EventGetPayload<object>
export type NotificationRow = Prisma.NotificationGetPayload<object>

// The types that stand for them. They are named here and described in the files of their nouns, which refer to each other in a circle.
export const Actor = builder.objectRef<ActorRow>('Actor')
export const Token = builder.objectRef<TokenRow>('Token')
export const Project = builder.objectRef<ProjectRow>('Project')
export const Member = builder.objectRef<MemberRow>('Member')
export const Task = builder.objectRef<TaskRow>('Task')
export const Criterion = builder.objectRef<CriterionRow>('Criterion')
export const Dependency = builder.objectRef<DependencyRow>('Dependency')
export const Claim = builder.objectRef<ClaimRow>('Claim')
export const ContextEntry = builder.objectRef<ContextRow>('ContextEntry')
export const Question = builder.objectRef<QuestionRow>('Question')
export const FileReference = builder.objectRef<FileRow>('FileReference')
export const SavedView = builder.objectRef<ViewRow>('SavedView')
export const Import = builder.objectRef<ImportRow>('Import')
export const Event = builder.objectRef<EventRow>('Event')
export const Notification = builder.objectRef<NotificationRow>('Notification')
export const Webhook = builder.objectRef<WebhookRow>('Webhook')
export const WebhookDelivery = builder.objectRef<WebhookDeliveryRow>('WebhookDelivery')
