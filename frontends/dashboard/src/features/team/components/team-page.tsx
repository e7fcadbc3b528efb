"use client";

import { useState } from "react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { UserPlus } from "lucide-react";
import { toast } from "sonner";
import type { Team, TeamMember } from "@tradewind/api-client";
import { Badge } from "@tradewind/ui/badge";
import { Button } from "@tradewind/ui/button";
import { Card } from "@tradewind/ui/card";
import { formatDate } from "@tradewind/ui/lib/dates";
import { Select } from "@tradewind/ui/select";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Loaded } from "@/components/loaded";
import { PageHeader } from "@/components/page-header";
import { useMe } from "@/features/account/api/session";
import { useStore } from "@/features/stores/store-context";
import { team as words } from "@/lib/messages/team";
import { paths } from "@/lib/paths";
import { reportProblem } from "@/lib/report-problem";
import { useTitle } from "@/lib/use-title";
import { useChangeRole, useRemoveMember, useTeam } from "../api/team";
import { isOwner } from "../lib/role";
import { InvitationList } from "./invitation-list";

const t = words.people;
/** The form is loaded when it is opened first. */
const InviteDialog = dynamic(() => import("./invite-dialog").then((module) => module.InviteDialog), { ssr: false });

/** Who works in the store. Its owner invites, changes roles and takes people out; everybody else may leave. */
export function TeamPage() {
  const store = useStore();
  useTitle(t.title, store.name);
  const team = useTeam(store.id);
  const [inviting, setInviting] = useState(false);
  const owner = isOwner(store);
  return (
    <>
      <PageHeader
        title={t.title}
        description={owner ? t.description : `${t.description} ${t.onlyOwner}`}
        actions={
          owner ? (
            <Button onClick={() => setInviting(true)}>
              <UserPlus aria-hidden />
              {t.invite}
            </Button>
          ) : null
        }
      />
      <Loaded query={team} failed={t.failed}>
        {(data) => <Everybody team={data} />}
      </Loaded>
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function Everybody({ team }: { team: Team }) {
  const store = useStore();
  const me = useMe();
  const [leaving, setLeaving] = useState<TeamMember | null>(null);
  return (
    <div className="grid gap-6">
      <Card className="overflow-hidden">
        <ul aria-label={t.membersLabel} className="divide-y">
          {team.members.map((member) => (
            <MemberRow key={member.user_id} member={member} isMe={member.user_id === me.data?.id} onRemove={() => setLeaving(member)} />
          ))}
        </ul>
      </Card>
      {isOwner(store) ? <InvitationList invitations={team.invitations} alone={team.members.length === 1} /> : null}
      {leaving ? (
        <RemoveDialog member={leaving} isMe={leaving.user_id === me.data?.id} onClose={() => setLeaving(null)} />
      ) : null}
    </div>
  );
}

interface MemberRowProps {
  member: TeamMember;
  isMe: boolean;
  onRemove: () => void;
}

function MemberRow({ member, isMe, onRemove }: MemberRowProps) {
  const store = useStore();
  const mayManage = isOwner(store) && member.role !== "owner";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate text-sm font-medium">
          {member.email}
          {isMe ? <span className="font-normal text-muted-foreground"> ({t.you})</span> : null}
        </p>
        <p className="text-[13px] text-muted-foreground">
          {t.since(formatDate(member.joined_at, { locale: store.locale, timeZone: store.timezone }))}
        </p>
      </div>
      {mayManage ? <RoleSelect member={member} /> : <Badge>{words.roles[member.role]}</Badge>}
      {mayManage || (isMe && member.role !== "owner") ? (
        <Button variant="ghost" size="sm" onClick={onRemove} aria-label={mayManage ? t.removeLabel(member.email) : undefined}>
          {mayManage ? t.remove : t.leave}
        </Button>
      ) : null}
    </li>
  );
}

function RoleSelect({ member }: { member: TeamMember }) {
  const store = useStore();
  const change = useChangeRole(store.id);
  return (
    <Select
      className="w-32"
      aria-label={t.roleOf(member.email)}
      value={member.role}
      onChange={(event) => {
        const role = event.target.value as "manager" | "viewer";
        change.mutate(
          { userId: member.user_id, role },
          {
            onSuccess: () => toast.success(t.roleChanged(member.email, words.roles[role] ?? role)),
            onError: (error) => reportProblem(error),
          },
        );
      }}
    >
      <option value="manager">{words.roles.manager}</option>
      <option value="viewer">{words.roles.viewer}</option>
    </Select>
  );
}

function RemoveDialog({ member, isMe, onClose }: { member: TeamMember; isMe: boolean; onClose: () => void }) {
  const store = useStore();
  const router = useRouter();
  const remove = useRemoveMember(store.id);
  return (
    <ConfirmDialog
      title={isMe ? t.leaveTitle : t.removeTitle(member.email)}
      text={isMe ? t.leaveText : t.removeText}
      confirm={isMe ? t.leave : t.remove}
      keep={isMe ? t.stay : t.keep}
      call={remove}
      onConfirm={() =>
        remove.mutate(member.user_id, {
          onSuccess: () => {
            toast.success(isMe ? t.left : t.removed(member.email));
            onClose();
            if (isMe) router.replace(paths.stores);
          },
        })
      }
      onClose={onClose}
    />
  );
}
