package org.opendcrc.questionnaires;

import static org.opendcrc.questionnaires.Question.Kind.ADVISOR;
import static org.opendcrc.questionnaires.Question.Kind.CHOICE;
import static org.opendcrc.questionnaires.Question.Kind.REMARK;
import static org.opendcrc.questionnaires.Question.Kind.SATISFACTION;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The questionnaire with which a dealer begins: the seven elements 七要素, a hundred points. */
final class DefaultQuestionnaire {

    private DefaultQuestionnaire() {}

    static Questionnaire service(UUID id) {
        return new Questionnaire(
                id,
                Questionnaire.SERVICE,
                1,
                List.of(
                        new Question(
                                "car-in-order",
                                1,
                                CHOICE,
                                "车辆现在正常吗",
                                "Car in order now",
                                "{customer}，您的车现在开着一切正常吗？",
                                "{customer}, is everything in order with your car now?",
                                25,
                                List.of(
                                        new Option("yes", 1, "正常", "In order", 25, false),
                                        new Option("minor", 2, "有小问题", "Minor trouble", 15, true),
                                        new Option("no", 3, "不正常", "Not in order", 0, true))),
                        new Question(
                                "fixed-first-time",
                                2,
                                CHOICE,
                                "一次修好",
                                "Repaired right first time",
                                "您说的那些问题，这次是一次就修好的吗？",
                                "Was everything you told us about repaired right the first time?",
                                25,
                                List.of(
                                        new Option("yes", 1, "是", "Yes", 25, false),
                                        new Option("no", 2, "否", "No", 0, true),
                                        new Option("not-concerned", 3, "未涉及", "Not concerned", 25, false))),
                        new Question(
                                "advisor",
                                3,
                                ADVISOR,
                                "哪位顾问接待",
                                "Which advisor",
                                "您还记得是哪位服务顾问接待您的吗？",
                                "Do you remember which advisor received you?",
                                5,
                                List.of(
                                        new Option("named", 1, "{advisor}", "{advisor}", 5, false),
                                        new Option("other", 2, "其他人", "Somebody else", 5, false),
                                        new Option("not-remembered", 3, "不记得", "Does not remember", 0, false))),
                        new Question(
                                "advisor-attitude",
                                4,
                                CHOICE,
                                "顾问服务态度",
                                "Advisor's attitude",
                                "{advisor}的服务态度，您觉得怎么样？",
                                "How did you find {advisor}'s attitude?",
                                25,
                                List.of(
                                        new Option("very-good", 1, "非常满意", "Very satisfied", 25, false),
                                        new Option("good", 2, "满意", "Satisfied", 20, false),
                                        new Option("fair", 3, "一般", "Fair", 12, false),
                                        new Option("poor", 4, "不满", "Dissatisfied", 5, true),
                                        new Option("very-poor", 5, "很不满", "Very dissatisfied", 0, true))),
                        new Question(
                                "survey-announced",
                                5,
                                CHOICE,
                                "是否告知厂家可能来电",
                                "Told about the maker's call",
                                "顾问有没有跟您说过，厂家之后可能会来电回访？",
                                "Did the advisor tell you that the manufacturer may call you?",
                                10,
                                List.of(
                                        new Option("yes", 1, "已告知", "Told", 10, false),
                                        new Option("no", 2, "未告知", "Not told", 0, true))),
                        new Question(
                                "satisfaction",
                                6,
                                SATISFACTION,
                                "本次服务总体打几分",
                                "Overall mark of this visit",
                                "{customer}，这次来店，从 1 分到 10 分，您总体给我们打几分？",
                                "{customer}, from 1 to 10, which mark would you give this visit?",
                                0,
                                IntStream.rangeClosed(1, 10)
                                        .mapToObj(DefaultQuestionnaire::mark)
                                        .toList()),
                        new Question(
                                "remark",
                                7,
                                REMARK,
                                "其他意见或建议",
                                "What else",
                                "还有哪里没做好，或者有什么建议吗？",
                                "Was anything else not in order, or do you have a suggestion?",
                                10,
                                List.of(
                                        new Option("nothing", 1, "没有", "Nothing", 10, false),
                                        new Option("something", 2, "有，已记录", "Something, noted", 0, true)))));
    }

    /** Six and below is a grievance: the mark at which the clerk is asked to think of a complaint. */
    private static Option mark(int mark) {
        var word = Integer.toString(mark);
        return new Option(word, mark, word, word, 0, mark <= 6);
    }
}
