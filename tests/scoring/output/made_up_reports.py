"""Made-up reports on a cohort, in both languages: its order put to the test, judges, shortlist, fairness, changes."""

from datetime import date

from scoring.cohort.result import Change, Changes, DifferenceLine, Influence, Uncertainty
from scoring.fairness.result import FairCut, FairGroup, FairnessReport
from scoring.judges.result import Agreement, Judge, JudgeReport
from scoring.peers.result import PeerGroup, Peers
from scoring.shortlist.result import Gate, NearMiss, ShortlistReport

AS_OF = date(2020, 12, 31)


def uncertainty(en):
    weights = Influence(
        choice="weights",
        name="Weights of the factors" if en else "要素权重",
        about="each drawn around the chosen one, 25 % of an average weight"
        if en
        else "围绕所选权重抽取，幅度为平均权重的 25%",
        first=0.41,
        first_low=0.36,
        first_high=0.46,
        total=0.55,
        total_low=0.5,
        total_high=0.61,
    )
    return Uncertainty(
        draws=10_000,
        seed=7,
        top=2,
        spread=0.25,
        aggregation="either",
        held=["progression"],
        bands=3,
        shift=1.2,
        error=0.005,
        influences=[weights],
    )


def judges(en):
    judge = Judge(
        name="评委甲",
        marks=5,
        mean=77.5,
        severity=3.2,
        severity_low=1.1,
        severity_high=5.3,
        spread=1.1,
        spread_low=0.8,
        spread_high=1.5,
        note="harsher than the others" if en else "比其他评委严格",
    )
    alpha = Agreement(
        measure="krippendorff_alpha",
        name="Krippendorff's α" if en else "Krippendorff α",
        value=0.71,
        low=0.52,
        high=0.83,
        in_words="The judges agree well enough to rank by." if en else "评委意见较为一致，可据以排序。",
    )
    return JudgeReport(
        method="severity and spread",
        scale_low=0,
        scale_high=100,
        judges=[judge],
        agreement=[alpha],
        correlation=0.64,
        judged=5,
        unmatched=["=Elsewhere"],
        discuss=["云岭医疗影像"],
        notes=["One mark was left out." if en else "有一份评分未采用。"],
    )


def shortlist(en):
    gates = [
        Gate(
            number=1,
            written="coverage >= 0.4",
            name="Coverage at least 40 %" if en else "信息覆盖率不低于 40%",
            met=5,
            failed=1,
            unknown=0,
            only=0,
        ),
        Gate(
            number=2,
            written="city in [shenzhen]",
            name="In Shenzhen" if en else "位于深圳",
            met=4,
            failed=1,
            unknown=1,
            only=1,
        ),
    ]
    miss = NearMiss(
        company="Delta Works",
        row=5,
        rank=4,
        gates=[2],
        in_words="It is in Hangzhou; the condition asks for Shenzhen." if en else "位于杭州，条件要求位于深圳。",
    )
    return ShortlistReport(
        title="Spring intake" if en else "春季批次",
        seats=2,
        passed=4,
        selected=2,
        gates=gates,
        near_misses=[miss],
        notes=["The last seat is tied." if en else "最后一个名额存在并列。"],
    )


def fairness(en):
    def group(slug, name, rate, verdict, words):
        return FairGroup(
            id=slug,
            name=name,
            n=40,
            score=55.5,
            score_low=52.0,
            score_high=59.0,
            selected=int(40 * rate),
            rate=rate,
            rate_low=rate - 0.1,
            rate_high=rate + 0.1,
            ratio=rate / 0.5,
            ratio_low=rate,
            ratio_high=1.2,
            verdict=verdict,
            in_words=words,
        )

    groups = [
        group("shenzhen", "Shenzhen" if en else "深圳", 0.5, "reference", "highest rate" if en else "入选率最高"),
        group(
            "hangzhou",
            "Hangzhou" if en else "杭州",
            0.2,
            "differs",
            "2 of 5 of the highest" if en else "为最高组的五分之二",
        ),
    ]
    warning = "Hangzhou: 20 % selected, Shenzhen 50 %." if en else "杭州入选 20%，深圳入选 50%。"
    return FairnessReport(
        n=80,
        selected=28,
        basis="the shortlist" if en else "入选名单",
        cuts=[FairCut(by="city", name="City" if en else "城市", groups=groups)],
        warnings=[warning],
    )


def changes(en):
    line = DifferenceLine(
        id="patents",
        name="Patents" if en else "专利",
        factor="focus",
        first=2.4,
        second=1.0,
        difference=1.4,
        first_state="scored",
        second_state="unknown",
        first_says="five or more" if en else "五件及以上",
        second_says=None,
    )
    both = Change(
        company="山海智能",
        fate="both",
        row_before=4,
        row_now=2,
        rank_before=5,
        rank_now=1,
        composite_before=70.0,
        composite_now=78.25,
        difference=8.25,
        beyond_doubt=False,
        stage_before="Pre-A",
        stage_now="Series A" if en else "A 轮",
        ledger=[line],
    )
    gone = Change(
        company="Old Friend",
        fate="gone",
        row_before=9,
        row_now=None,
        rank_before=3,
        rank_now=None,
        composite_before=61.0,
        composite_now=None,
        difference=None,
        beyond_doubt=None,
        stage_before=None,
        stage_now=None,
    )
    return Changes(
        before="last.xlsx",
        before_as_of=date(2019, 12, 31),
        now_as_of=AS_OF,
        matched=1,
        new=5,
        gone=1,
        unclear=[],
        companies=[both, gone],
        in_words=["One company is in both cohorts." if en else "两期均有的企业 1 家。"],
    )


def peers(en):
    return Peers(
        source="reference",
        dataset="=Employers",
        vintage=date(2019, 12, 31),
        n=1234,
        group=PeerGroup(place="china", sector=None, stage="a", name="Series A · China" if en else "A 轮 · 全国"),
        widened="no city is given" if en else "未填写城市",
    )
