# Feeds the mails named on standard input, one file a line, to Request Tracker's own mail gateway in this process, each to the queue
# General, and prints how many were taken, the seconds, and the processor seconds of this process and its children.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use Time::HiRes qw(time);
use RT -init;
use RT::Interface::Email;

my @mails;
while (my $path = <STDIN>) {
    chomp $path;
    open my $file, '<:raw', $path or die "$path: $!";
    local $/;
    push @mails, <$file>;
}
my $group = RT::Group->new(RT->SystemUser);
$group->LoadSystemInternalGroup('Everyone');
$group->PrincipalObj->GrantRight(Object => RT->System, Right => $_) for qw(CreateTicket ReplyToTicket SeeQueue);
my ($begun, @before) = (time, times);
my $taken = 0;
for my $mail (@mails) {
    my ($status) = RT::Interface::Email::Gateway({ message => $mail, queue => 'General', action => 'correspond' });
    $taken++ if $status == 1;
}
my ($seconds, @after) = (time - $begun, times);
my $used = 0;
$used += $after[$_] - $before[$_] for 0 .. 3;
printf "{\"taken\": %d, \"seconds\": %.3f, \"processor\": %.3f}\n", $taken, $seconds, $used;
