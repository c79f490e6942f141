-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('OPEN', 'ANSWERED', 'DECLINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "WatchLevel" AS ENUM ('FOLLOWING', 'MUTED');

-- AlterTable
ALTER TABLE "Actor" ADD COLUMN     "wipLimit" INTEGER;

-- AlterTable
ALTER TABLE "Criterion" ADD COLUMN     "markedAt" TIMESTAMP(3),
ADD COLUMN     "markedById" TEXT;

-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "endedById" TEXT,
ADD COLUMN     "leaseSeconds" INTEGER NOT NULL DEFAULT 900,
ADD COLUMN     "retryAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "ContextEntry" ADD COLUMN     "priority" INTEGER;

-- CreateTable
CREATE TABLE "Mention" (
    "entryId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,

    CONSTRAINT "Mention_pkey" PRIMARY KEY ("entryId","actorId")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "askerId" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "options" TEXT NOT NULL DEFAULT '[]',
    "state" "QuestionState" NOT NULL DEFAULT 'OPEN',
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredById" TEXT,
    "answeredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Watcher" (
    "taskId" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "level" "WatchLevel" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Watcher_pkey" PRIMARY KEY ("taskId","actorId")
);

-- CreateIndex
CREATE INDEX "Mention_actorId_idx" ON "Mention"("actorId");

-- CreateIndex
CREATE INDEX "Question_taskId_createdAt_id_idx" ON "Question"("taskId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_projectId_state_createdAt_id_idx" ON "Question"("projectId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_askerId_state_idx" ON "Question"("askerId", "state");

-- CreateIndex
CREATE INDEX "Watcher_actorId_level_idx" ON "Watcher"("actorId", "level");

-- AddForeignKey
ALTER TABLE "Mention" ADD CONSTRAINT "Mention_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ContextEntry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Watcher" ADD CONSTRAINT "Watcher_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;
