using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>All questions, in the order of documents.</summary>
public static class QuestionCatalog
{
    /// <summary>Each once, by its name.</summary>
    public static IReadOnlyList<IQuestion> All { get; } =
    [
        new PayoutVariance.PayoutVarianceQuestion(),
        new CommitteeCapture.CommitteeCaptureQuestion(),
        new Collateral.CollateralQuestion(),
        new DelegationGame.DelegationGameQuestion(),
        new SharingIncentives.SharingIncentivesQuestion(),
        new AttackSearch.AttackSearchQuestion(),
    ];

    /// <summary>The question of a name.</summary>
    /// <param name="name">As <see cref="IQuestion.Name"/>.</param>
    /// <param name="refusal">Which names there are, when there is none of that name; null otherwise.</param>
    /// <returns>The question, or null with a refusal.</returns>
    public static IQuestion? Find(string name, out Refusal? refusal)
    {
        IQuestion? question = All.FirstOrDefault(q => q.Name == name);
        refusal = question is null
            ? ScenarioRefusals.UnknownQuestion($"'{name}'", [.. All.Select(static q => q.Name)])
            : null;
        return question;
    }
}
