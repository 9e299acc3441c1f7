using System.Globalization;

namespace Provisioning.AgentContract.Sessions;

/// <summary>
/// Paths, all below the endpoints of the ticket, HTTP/1.1 over TLS. Status codes that carry meaning for the agent:
/// 401 the session is not known (any more), or was replaced: the agent asks for it again with the same key; 403 refused; 404 ticket or task unknown;
/// 409 second claimant: the agent stops; 410 the attempt or the task is over: the agent stops what it does; 425 nobody awaits this
/// agent yet. Everything but 409 and 410 is tried again for ever, with bounded back-off. An error's body may be an
/// <see cref="Tasks.AgentFault"/>.
/// </summary>
public static class AgentRoutes
{
    /// <summary>POST <see cref="SessionRequest"/> → <see cref="SessionReply"/>.</summary>
    public const string Sessions = "/agent/v1/sessions";

    /// <summary>POST <see cref="Inventories.AgentInventory"/> → 204.</summary>
    public const string Inventory = "/agent/v1/inventory";

    /// <summary>GET with <c>?after=N</c>, see <see cref="NextTask"/>.</summary>
    public const string Next = "/agent/v1/next";

    /// <summary>What the paths of tasks begin with.</summary>
    public const string Tasks = "/agent/v1/tasks/";

    /// <summary>What the path of a phone-home begins with.</summary>
    public const string PhoneHomePrefix = "/phone-home/v1/";

    /// <summary>The longest that <see cref="Next"/> holds a request open before it answers 204.</summary>
    public static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(25);

    /// <summary>The largest body that either side accepts, in bytes: an event log in base64 with room to spare.</summary>
    public const int MaximumBodyBytes = 8 * 1024 * 1024;

    /// <summary>
    /// GET → 200 with the first <see cref="Tasks.AgentTask"/> whose sequence is greater than <paramref name="after"/>, or 204 after
    /// <see cref="LongPoll"/>. The agent names the greatest sequence whose result the server has accepted, 0 at first.
    /// </summary>
    public static string NextTask(long after) => string.Create(CultureInfo.InvariantCulture, $"{Next}?after={after}");

    /// <summary>POST <see cref="Tasks.TaskProgress"/> → 204. Lost progress is not sent again.</summary>
    public static string Progress(string taskId) => $"{Tasks}{taskId}/progress";

    /// <summary>POST <see cref="Tasks.AgentTaskResult"/> → 204. Sent until accepted; the same result may arrive more than once.</summary>
    public static string Result(string taskId) => $"{Tasks}{taskId}/result";

    /// <summary>POST <see cref="Identities.PhoneHome"/> from the installed system → 204. No session: the token is the proof.</summary>
    public static string PhoneHome(string token) => PhoneHomePrefix + token;
}
