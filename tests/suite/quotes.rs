//! Straight quotes come out as the marks that a typesetter would set, in each language.

use werkboek::typeset::typographic;

/// Holds each sentence to what it becomes, and names all that come out otherwise.
fn holds(language: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        // That no line ends at a space is another matter.
        .map(|(text, wanted)| (text, wanted, typographic(text, language).replace("\u{a0}", " ")))
        .filter(|(_, wanted, found)| *found != wanted.replace("\u{a0}", " "))
        .map(|(text, wanted, found)| format!("{text}\n  wanted {wanted}\n  found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[test]
fn dutch() {
    let table = [
        ("'Zo'n straat wil ik ook!' zei ze.", "‘Zo’n straat wil ik ook!’ zei ze."),
        ("A4'tjes, 65'ers, '90s", "A4’tjes, 65’ers, ’90s"),
        ("'s Ochtends is het stil, 's avonds niet.", "’s Ochtends is het stil, ’s avonds niet."),
        ("'t Kan zo niet langer.", "’t Kan zo niet langer."),
        ("Hij zei: \"'t Is goed zo.\"", "Hij zei: “’t Is goed zo.”"),
        ("''s Avonds is het stil', zei hij.", "‘’s Avonds is het stil’, zei hij."),
        ("Ik zag 'm en 'k groette z'n vrouw.", "Ik zag ’m en ’k groette z’n vrouw."),
        ("Foto's, auto's en baby's.", "Foto’s, auto’s en baby’s."),
        ("De foto('s) en de auto('s).", "De foto(’s) en de auto(’s)."),
        ("'s-Gravenhage en 's-Hertogenbosch", "’s-Gravenhage en ’s-Hertogenbosch"),
        ("Hans' fiets staat bij Beatrix' auto.", "Hans’ fiets staat bij Beatrix’ auto."),
        ("'Hans' fiets is weg', riep Els.", "‘Hans’ fiets is weg’, riep Els."),
        ("De zomer van '76 en de winter van '63.", "De zomer van ’76 en de winter van ’63."),
        ("In de jaren '60 en '70 was dat anders.", "In de jaren ’60 en ’70 was dat anders."),
        ("'12 maanden' is te lang.", "‘12 maanden’ is te lang."),
        ("Het jaar '21' staat tussen aanhalingstekens.", "Het jaar ‘21’ staat tussen aanhalingstekens."),
        ("De letter 's' komt vaak voor.", "De letter ‘s’ komt vaak voor."),
        ("\"Wat 'n drukte!\" riep hij.", "“Wat ’n drukte!” riep hij."),
        ("'Wat een drukte!', riep hij.", "‘Wat een drukte!’, riep hij."),
        ("Het heet 'de lange lijn'.", "Het heet ‘de lange lijn’."),
        ("Het heet \"de lange lijn\".", "Het heet “de lange lijn”."),
        ("\"Zij zei 'nee', en ik ook\", zei hij.", "“Zij zei ‘nee’, en ik ook”, zei hij."),
        ("'Zij zei \"nee\", en ik ook', zei hij.", "‘Zij zei “nee”, en ik ook’, zei hij."),
        ("Een plank van 5' en een buis van 6\".", "Een plank van 5′ en een buis van 6″."),
        ("\"Een buis van 6\" breed\", zei ze.", "“Een buis van 6″ breed”, zei ze."),
        ("Op 52° 22' 12\" noorderbreedte.", "Op 52° 22′ 12″ noorderbreedte."),
        ("'Dat was in 1990', zei ze.", "‘Dat was in 1990’, zei ze."),
        ("De VVD'er en de D66'er.", "De VVD’er en de D66’er."),
        ("Zo ('niet waar') en zo ['ook niet'].", "Zo (‘niet waar’) en zo [‘ook niet’]."),
        ("Wie? 'Jij'; wat? 'Dat'.", "Wie? ‘Jij’; wat? ‘Dat’."),
        ("non-'interventie'", "non-‘interventie’"),
        ("De 'straat'/'weg' van morgen", "De ‘straat’/‘weg’ van morgen"),
        ("Rock 'n' roll", "Rock ’n’ roll"),
        ("“Ik dacht zand.”", "“Ik dacht zand.”"),
        ("„Ik dacht zand.”", "„Ik dacht zand.”"),
        ("Zo’n ‘straat’ dus, en zo'n plein.", "Zo’n ‘straat’ dus, en zo’n plein."),
        ("„Ik dacht zand\", zei hij.", "„Ik dacht zand”, zei hij."),
        ("D'r was 'ns een pa's, ma's en opa's dag.", "D’r was ’ns een pa’s, ma’s en opa’s dag."),
        ("'Ja' – 'nee' – 'misschien'", "‘Ja’ – ‘nee’ – ‘misschien’"),
        ("Einde van het citaat.\"", "Einde van het citaat.”"),
        ("\"Een citaat dat doorloopt", "“Een citaat dat doorloopt"),
        ("Buurtbewoners' wensen en 'kansen'", "Buurtbewoners’ wensen en ‘kansen’"),
        ("€ 5,-'s en 100%'s", "€ 5,-’s en 100%’s"),
        ("'t Huis, 't plein en 'de brug'.", "’t Huis, ’t plein en ‘de brug’."),
        ("De '80er-jarenwijk van '85", "De ’80er-jarenwijk van ’85"),
    ];
    holds("nl", &table);
}

#[test]
fn english() {
    let table = [
        ("\"I'd rather not,\" she said.", "“I’d rather not,” she said."),
        ("'I'd rather not,' she said.", "‘I’d rather not,’ she said."),
        ("The '90s and the '60s' music.", "The ’90s and the ’60s’ music."),
        ("Back in '68, we didn't.", "Back in ’68, we didn’t."),
        ("Go get 'em!", "Go get ’em!"),
        ("'Tis the season, 'twas said.", "’Tis the season, ’twas said."),
        ("Rock 'n' roll is here.", "Rock ’n’ roll is here."),
        ("Fish 'n' chips for two.", "Fish ’n’ chips for two."),
        ("The boys' club and the girls' room.", "The boys’ club and the girls’ room."),
        ("'The boys' club is open,' he said.", "‘The boys’ club is open,’ he said."),
        ("James' book and Charles's pen.", "James’ book and Charles’s pen."),
        ("A 5'10\" man.", "A 5′10″ man."),
        ("A 6\" pipe and a 12' beam.", "A 6″ pipe and a 12′ beam."),
        ("\"A 6\" pipe\", he said.", "“A 6″ pipe”, he said."),
        ("40° 26' 46\" N, 79° 58' 56\" W", "40° 26′ 46″ N, 79° 58′ 56″ W"),
        ("She said \"he said 'no'\" twice.", "She said “he said ‘no’” twice."),
        ("\"'No' is an answer,\" she said.", "“‘No’ is an answer,” she said."),
        ("The letter 's' is common.", "The letter ‘s’ is common."),
        ("Five o'clock, ma'am.", "Five o’clock, ma’am."),
        ("Nothin' but trouble, and nothin' else.", "Nothin’ but trouble, and nothin’ else."),
        ("'Nothin' but trouble,' he sang.", "‘Nothin’ but trouble,’ he sang."),
        ("(\"Really?\") she asked.", "(“Really?”) she asked."),
        ("The employee('s) desk.", "The employee(’s) desk."),
        ("The 1980's and the 1980s.", "The 1980’s and the 1980s."),
        ("A's and B's, 7's and 8's.", "A’s and B’s, 7’s and 8’s."),
        ("'cause I said so", "’cause I said so"),
        ("\"Well,\" he said, \"that's that.\"", "“Well,” he said, “that’s that.”"),
        ("well-'being' and \"well\"-being", "well-‘being’ and “well”-being"),
        ("—\"Stop!\"—", "—“Stop!”—"),
        ("The 'smart' city.", "The ‘smart’ city."),
        ("The \"smart\" city.", "The “smart” city."),
        ("O'Brien's and D'Arcy's street", "O’Brien’s and D’Arcy’s street"),
        ("“I thought sand.”", "“I thought sand.”"),
        ("‘I thought’ it wasn't", "‘I thought’ it wasn’t"),
        ("'20 per cent' is a lot.", "‘20 per cent’ is a lot."),
        ("In '21 and '22.", "In ’21 and ’22."),
        ("It was 'in 1990' or so.", "It was ‘in 1990’ or so."),
        ("The end of it.\"", "The end of it.”"),
        ("\"An open quotation", "“An open quotation"),
        ("He's 'til morning, y'all.", "He’s ’til morning, y’all."),
        ("\"What's a 'street'?\"", "“What’s a ‘street’?”"),
        ("the 'round' table", "the ‘round’ table"),
        ("\"Yes\"; \"no\": \"maybe\"?", "“Yes”; “no”: “maybe”?"),
    ];
    holds("en", &table);
}

#[test]
fn french() {
    let table = [
        ("L'eau et l'air d'aujourd'hui.", "L’eau et l’air d’aujourd’hui."),
        ("Qu'il vienne, puisqu'elle l'a dit.", "Qu’il vienne, puisqu’elle l’a dit."),
        ("l'« eau »", "l’« eau »"),
        ("d'« Orsay » à l'“autre”", "d’« Orsay » à l’“autre”"),
        ("l'\"eau\" vive", "l’«\u{202f}eau\u{202f}» vive"),
        ("d'\"Orsay\"", "d’«\u{202f}Orsay\u{202f}»"),
        ("\"Bonjour\", dit-elle.", "«\u{202f}Bonjour\u{202f}», dit-elle."),
        ("\"C'est l'heure\", dit-il.", "«\u{202f}C’est l’heure\u{202f}», dit-il."),
        ("'Bonjour', dit-elle.", "“Bonjour”, dit-elle."),
        ("\"Il a dit 'non'\", dit-elle.", "«\u{202f}Il a dit “non”\u{202f}», dit-elle."),
        ("Jusqu'à l'île, presqu'île comprise.", "Jusqu’à l’île, presqu’île comprise."),
        ("L'été '68 et l'hiver '54.", "L’été ’68 et l’hiver ’54."),
        ("Un p'tit quelqu'un.", "Un p’tit quelqu’un."),
        ("(\"oui\")", "(«\u{202f}oui\u{202f}»)"),
        ("\"Oui !\" cria-t-elle.", "«\u{202f}Oui !\u{202f}» cria-t-elle."),
        ("« Oui », dit-il.", "« Oui », dit-il."),
        ("«\u{202f}Oui\u{202f}», dit-il.", "«\u{202f}Oui\u{202f}», dit-il."),
        ("“Oui”, dit-il.", "“Oui”, dit-il."),
        ("S'il te plaît, n'oublie pas.", "S’il te plaît, n’oublie pas."),
        ("À 48° 51' 24\" nord.", "À 48° 51′ 24″ nord."),
        ("Une planche de 5' et un tube de 6\".", "Une planche de 5′ et un tube de 6″."),
        ("D'accord, c'est l'affaire.", "D’accord, c’est l’affaire."),
        ("L'\"école d'art\" de l'État", "L’«\u{202f}école d’art\u{202f}» de l’État"),
        ("M'as-tu vu ? T'as vu.", "M’as-tu vu ? T’as vu."),
        ("entr'acte et grand'rue", "entr’acte et grand’rue"),
        ("\"L'eau\"", "«\u{202f}L’eau\u{202f}»"),
        ("'L'eau'", "“L’eau”"),
        (
            "Le mot \"rue\" et le mot \"place\"",
            "Le mot «\u{202f}rue\u{202f}» et le mot «\u{202f}place\u{202f}»",
        ),
        ("– \"Non\"", "– «\u{202f}Non\u{202f}»"),
        ("Fin de la citation.\"", "Fin de la citation.\u{202f}»"),
        ("\"Une citation ouverte", "«\u{202f}Une citation ouverte"),
        ("Qu'\"on\" le dise", "Qu’«\u{202f}on\u{202f}» le dise"),
        ("lorsqu'ils quoiqu'elles", "lorsqu’ils quoiqu’elles"),
        ("l'(ancienne) rue", "l’(ancienne) rue"),
        ("C'était en '98.", "C’était en ’98."),
        ("\"'Oui' est une réponse.\"", "«\u{202f}“Oui” est une réponse.\u{202f}»"),
        ("d'un \"quartier\" à l'autre", "d’un «\u{202f}quartier\u{202f}» à l’autre"),
        ("J'ai vu l'œuvre d'Émile.", "J’ai vu l’œuvre d’Émile."),
        ("l’eau typée et l'eau droite", "l’eau typée et l’eau droite"),
        (
            "\"Quoi ?\", \"qui ?\" ; \"où ?\"",
            "«\u{202f}Quoi ?\u{202f}», «\u{202f}qui ?\u{202f}» ; «\u{202f}où ?\u{202f}»",
        ),
        ("L'A4 d'1 m", "L’A4 d’1 m"),
    ];
    holds("fr", &table);
}

#[test]
fn german() {
    let table = [
        ("\"Wie geht's?\", fragte er.", "„Wie geht’s?“, fragte er."),
        ("'Wie geht's?', fragte er.", "‚Wie geht’s?‘, fragte er."),
        ("Hans' Auto steht vor Max' Haus.", "Hans’ Auto steht vor Max’ Haus."),
        ("'Hans' Auto steht da', sagte er.", "‚Hans’ Auto steht da‘, sagte er."),
        ("Ich hab' es, und ich könnt' es.", "Ich hab’ es, und ich könnt’ es."),
        ("\"Ich hab' es\", sagte er.", "„Ich hab’ es“, sagte er."),
        ("'Ich hab' es', sagte er.", "‚Ich hab’ es‘, sagte er."),
        ("'s ist 'ne Straße.", "’s ist ’ne Straße."),
        ("So'n Haus, so 'n Garten.", "So’n Haus, so ’n Garten."),
        ("Die Straße heißt \"Am Deich\".", "Die Straße heißt „Am Deich“."),
        ("\"Er sagte 'nein'\", sagte sie.", "„Er sagte ‚nein‘“, sagte sie."),
        ("\"'Nein' ist eine Antwort.\"", "„‚Nein‘ ist eine Antwort.“"),
        ("Der Sommer '76 und die '68er.", "Der Sommer ’76 und die ’68er."),
        ("Ein Rohr von 6\" und ein Brett von 5'.", "Ein Rohr von 6″ und ein Brett von 5′."),
        ("Auf 52° 31' 12\" Nord.", "Auf 52° 31′ 12″ Nord."),
        ("Grimm'sche Märchen, Ohm'sches Gesetz", "Grimm’sche Märchen, Ohm’sches Gesetz"),
        ("Ku'damm und D'dorf", "Ku’damm und D’dorf"),
        ("(\"ja\") und ['nein']", "(„ja“) und [‚nein‘]"),
        ("„Ich dachte Sand.“", "„Ich dachte Sand.“"),
        ("»Ich dachte Sand.«", "»Ich dachte Sand.«"),
        ("„Ich dachte Sand\", sagte er.", "„Ich dachte Sand“, sagte er."),
        ("Das ist's, wenn's regnet.", "Das ist’s, wenn’s regnet."),
        ("Rein ins Haus, 'raus aus dem Haus.", "Rein ins Haus, ’raus aus dem Haus."),
        ("Der Buchstabe 's' ist häufig.", "Der Buchstabe ‚s‘ ist häufig."),
        ("Es war 'im Jahr 1990', sagte sie.", "Es war ‚im Jahr 1990‘, sagte sie."),
        ("Die \"Stadt\"-Bahn und die 'U'-Bahn", "Die „Stadt“-Bahn und die ‚U‘-Bahn"),
        ("Ende des Zitats.\"", "Ende des Zitats.“"),
        ("\"Ein offenes Zitat", "„Ein offenes Zitat"),
        ("\"Ja\", \"nein\"; \"vielleicht\"?", "„Ja“, „nein“; „vielleicht“?"),
        ("'Ja' – 'nein'", "‚Ja‘ – ‚nein‘"),
        ("Komm 'rüber, wir geh'n.", "Komm ’rüber, wir geh’n."),
        ("\"Na, 'ne Straße!\"", "„Na, ’ne Straße!“"),
        ("Mach's gut, sag' ich.", "Mach’s gut, sag’ ich."),
        ("LKW's und PKW's", "LKW’s und PKW’s"),
        ("\"50 %\" der Fläche", "„50 %“ der Fläche"),
        ("'12 Monate' sind lang.", "‚12 Monate‘ sind lang."),
        ("Grass' Romane und Strauß' Walzer", "Grass’ Romane und Strauß’ Walzer"),
        ("Wär' das nicht 'was?", "Wär’ das nicht ’was?"),
        ("Die A4'er und 65'er", "Die A4’er und 65’er"),
        ("\"Rot\"/\"Weiß\"", "„Rot“/„Weiß“"),
        ("Er sagt: \"Geht's um 'die Straße'?\"", "Er sagt: „Geht’s um ‚die Straße‘?“"),
    ];
    holds("de", &table);
}

/// Regions have their own marks; other languages those that Typst knows.
#[test]
fn regions_and_other_languages() {
    for (language, text, wanted) in [
        ("de-CH", "\"Ja, 'so' geht's\", sagte er.", "«Ja, ‹so› geht’s», sagte er."),
        ("DE-ch", "\"Ja\"", "«Ja»"),
        ("de-AT", "\"Ja\"", "„Ja“"),
        ("fr-CH", "\"Oui\"", "«\u{202f}Oui\u{202f}»"),
        ("nl-BE", "\"Ja\" in '21", "“Ja” in ’21"),
        ("en-US", "\"Yes\" in the '20s", "“Yes” in the ’20s"),
        ("pt-BR", "\"Sim\", d'água", "“Sim”, d’água"),
        ("es", "\"Sí\"", "«Sí»"),
        ("it", "l'\"acqua\" dell'isola", "l’«acqua» dell’isola"),
        ("pl", "\"Tak\"", "„Tak”"),
        ("sv", "\"Ja\"", "”Ja”"),
        ("da", "\"Ja\"", "“Ja”"),
        ("fry", "\"Ja\", 't is sa", "“Ja”, ’t is sa"),
    ] {
        assert_eq!(typographic(text, language), wanted, "{language}");
    }
}

/// Whatever stands there: nothing is lost but the straight quotes, and nothing goes wrong.
#[test]
fn any_row_of_quotes() {
    let alphabet = ["'", "\"", "a", " ", "1", ")", "(", "s"];
    let mut seed = 7_u32;
    for round in 0..3000 {
        let mut text = String::new();
        for _ in 0..round % 40 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(alphabet[(seed >> 24) as usize % alphabet.len()]);
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for language in ["nl", "en", "fr", "de"] {
            let set = typographic(&text, language);
            assert_eq!(letters(&set), letters(&text));
            assert!(!set.contains(['\'', '"']), "{text} {set}");
        }
    }
}
