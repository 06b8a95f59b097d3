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
    ];

    /// <summary>The question of that name, or null.</summary>
    public static IQuestion? Find(string name) => All.FirstOrDefault(q => q.Name == name);
}
